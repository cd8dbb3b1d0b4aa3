// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

@Suite struct TNEFTests {
    static let full: [UInt8] = {
        var inner = TNEFWriter()
        inner.addProperties([TNEFWriter.unicode(0x37, "Inside")])
        inner.addAttachment(title: "deep.txt", data: Array("deep".utf8))
        var writer = TNEFWriter(codePage: 1251)
        writer.add(0x0001_8004, [0xD2, 0xE5, 0])
        writer.add(0x0007_8008, Array("IPM.Note\0".utf8))
        writer.addProperties([
            TNEFWriter.named("Keywords", ["a", "bc"]), TNEFWriter.number(0x3FDE, 65001),
            TNEFWriter.string8(0x1000, [0xD2, 0xE5, 0x0D, 0x0A, 0x78]),
            TNEFWriter.binary(0x1013, Array("<p>ж</p>".utf8)),
        ])
        writer.addAttachment(
            title: "RECHNU~1.PDF", data: Array("%PDF".utf8),
            properties: [
                TNEFWriter.unicode(0x3707, "Rechnung €.pdf"),
                TNEFWriter.string8(0x370E, Array("Application/PDF".utf8)),
                TNEFWriter.unicode(0x3712, "<pic@x>"),
            ])
        writer.addAttachment(title: "\u{0}", data: nil, properties: [])
        writer.addAttachment(
            title: "Message", data: nil,
            properties: [TNEFWriter.message(0x3701, inner.bytes)])
        return writer.bytes
    }()

    @Test func readsAll() throws {
        let found = try #require(TNEFMessage(Self.full))
        #expect(found.isComplete)
        #expect(found.subject == "Те")
        #expect(found.messageClass == "IPM.Note")
        #expect(found.text == "Те\nx")
        #expect(found.html == "<p>ж</p>")
        #expect(found.attachments.count == 3)
        let first = try #require(found.attachments.first)
        #expect(first.fileName == "Rechnung €.pdf")
        #expect(first.contentType == "application/pdf")
        #expect(first.contentID == "pic@x")
        #expect(Array(first.data) == Array("%PDF".utf8))
        #expect(!first.isMessage)
        #expect(found.attachments[1].fileName == nil)
        let message = found.attachments[2]
        #expect(message.isMessage)
        let inner = try #require(TNEFMessage(Array(message.data)))
        #expect(inner.subject == "Inside")
        #expect(inner.attachments.map(\.fileName) == ["deep.txt"])
        #expect(TNEFMessage(Array("no".utf8)) == nil)
    }

    private func mail(_ stream: [UInt8], type: String = "application/ms-tnef") -> Message {
        let head = """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: \(type); name="winmail.dat"
            Content-Transfer-Encoding: base64


            """
        return Message(
            Array(head.utf8) + MessageComposer.base64(stream) + Array("\n--b--\n".utf8))
    }

    @Test(arguments: ["application/ms-tnef", "application/octet-stream"])
    func isOpenedInAMessage(_ type: String) {
        let message = mail(Self.full, type: type)
        #expect(message.attachmentParts.map(\.fileName) == ["winmail.dat"])
        let opened = message.attachments.dropLast()
        #expect(
            opened.map(\.fileName) == ["Rechnung €.pdf", nil, "Message", "deep.txt"])
        #expect(message.attachments.last?.fileName == "winmail.dat")
        #expect(message.attachments.last?.isOpened == true)
        #expect(message.attachments.last?.data() == Self.full)
        #expect(
            opened.map(\.contentType) == [
                "application/pdf", "application/octet-stream", "application/ms-tnef",
                "application/octet-stream",
            ])
        #expect(opened.allSatisfy { $0.form == .tnef })
        #expect(opened.last?.data() == Array("deep".utf8))
        #expect(opened[1].safeFileName == "attachment")
        #expect(message.bestText == "Те\nx")
    }

    @Test func oneThatCannotBeReadStaysAsItIs() {
        let message = mail(Array("garbage".utf8))
        #expect(message.attachments.map(\.fileName) == ["winmail.dat"])
        #expect(message.attachments.first?.form == .part)
        #expect(message.attachments.first?.data() == Array("garbage".utf8))
    }

    @Test func readsAtMostSoManyAttachments() {
        var limits = Limits.standard
        limits.partCount = 3
        #expect(TNEFMessage(Self.full, limits: limits)?.attachments.count == 3)
        limits.partCount = 2
        let cut = TNEFMessage(Self.full, limits: limits)
        #expect(cut?.attachments.count == 2)
        #expect(cut?.isComplete == false)
    }

    @Test func takesTextAndHTMLOfTheRTF() {
        func read(_ rtf: String) -> TNEFMessage? {
            var writer = TNEFWriter()
            writer.addProperties([TNEFWriter.binary(0x1009, TNEFWriter.compressed(rtf))])
            return TNEFMessage(writer.bytes)
        }
        let plain = read("{\\rtf1\\ansi\\fromtext one\\par two}")
        #expect(plain?.text == "one\ntwo")
        #expect(plain?.html == nil)
        let html = read("{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}x{\\*\\htmltag72 </p>}}")
        #expect(html?.html == "<p>x</p>")
        #expect(html?.text == nil)
    }

    @Test func undoesTheCompression() {
        let text = "{\\rtf1 " + String(repeating: "seventeen bytes!\n", count: 400) + "}"
        let bytes = TNEFWriter.compressed(text)
        #expect(bytes.count < text.utf8.count / 3)
        #expect(CompressedRTF.decompress(bytes[...], limitInBytes: 99_999) == Array(text.utf8))
        #expect(
            CompressedRTF.decompress(bytes[...], limitInBytes: 10) == Array(text.utf8.prefix(10)))
        // The example of [MS-OXRTFCP] section 3.1.1, "hello world" with references to the beginning.
        let example: [UInt8] = [
            0x2D, 0x00, 0x00, 0x00, 0x2B, 0x00, 0x00, 0x00, 0x4C, 0x5A, 0x46, 0x75, 0xF1, 0xC5,
            0xC7, 0xA7, 0x03, 0x00, 0x0A, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
            0x32, 0x0A, 0xF3, 0x20, 0x68, 0x65, 0x6C, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xB0,
            0x6C, 0x64, 0x7D, 0x0A, 0x80, 0x0F, 0xA0,
        ]
        #expect(
            CompressedRTF.decompress(example[...], limitInBytes: 999)
                == Array("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".utf8))
        let stored = TNEFWriter.number(9) + TNEFWriter.number(3) + TNEFWriter.number(0x414C_454D)
        let whole = stored + TNEFWriter.number(0) + Array("abcd".utf8)
        #expect(CompressedRTF.decompress(whole[...], limitInBytes: 99) == Array("abc".utf8))
        #expect(CompressedRTF.decompress([1, 2, 3], limitInBytes: 99) == nil)
    }

    @Test func survivesCutsAndChanges() {
        var writer = TNEFWriter()
        writer.addProperties([
            TNEFWriter.binary(0x1009, TNEFWriter.compressed(RTFTextTests.documents[0].0))
        ])
        for bytes in mutations(of: Self.full) + mutations(of: writer.bytes) {
            let found = TNEFMessage(bytes)
            #expect(found?.attachments.count ?? 0 <= bytes.count)
            #expect(mail(bytes).attachments.count <= bytes.count + 2)
        }
    }
}
