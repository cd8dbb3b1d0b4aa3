// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import InternetMessage

/// Texts and files inside winmail.dat, S/MIME signatures and texts.
@Suite struct OpenedContentTests {
    typealias E = Entity

    private static func base64(_ type: String, _ bytes: [UInt8]) -> String {
        E.part(
            type, String(decoding: MessageComposer.base64(bytes), as: UTF8.self),
            "Content-Transfer-Encoding: base64")
    }

    // MARK: winmail.dat

    private static func winmail(
        _ properties: [[UInt8]], cutTo length: Int? = nil, hasFile: Bool = true
    ) -> String {
        var writer = TNEFWriter()
        writer.addProperties(properties)
        if hasFile { writer.addAttachment(title: "plan.txt", data: Array("oak".utf8)) }
        let bytes = writer.bytes
        return base64(
            "application/ms-tnef; name=\"winmail.dat\"", Array(bytes.prefix(length ?? bytes.count)))
    }

    static let bodies: [(String, [UInt8])] = [
        ("plain", TNEFWriter.unicode(0x1000, "The oak door is stuck.")),
        ("HTML", TNEFWriter.binary(0x1013, Array("<p>The oak door is <b>stuck</b>.".utf8))),
        (
            "RTF",
            TNEFWriter.binary(0x1009, TNEFWriter.compressed("{\\rtf1 The oak door is stuck.}"))
        ),
        (
            "HTML in RTF",
            TNEFWriter.binary(
                0x1009,
                TNEFWriter.compressed(
                    "{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}The oak door is stuck.}"))
        ),
    ]

    @Test(arguments: bodies)
    func theTextInAWinmail(_ form: String, _ body: [UInt8]) {
        let inside = "The oak door is stuck."
        let whole = E.message(Self.winmail([body]))
        #expect(whole.bestText == inside)
        #expect(whole.attachments.map(\.fileName) == ["plan.txt", "winmail.dat"])
        #expect(whole.attachments.map(\.isOpened) == [false, true])
        #expect(whole.attachments.first?.data() == Array("oak".utf8))
        let blank = E.message(E.multi("mixed", E.plain(" \n"), Self.winmail([body])))
        #expect(blank.bestText == inside)
        // The same text outside, as programs lay it out, is not repeated.
        let same = E.message(
            E.multi("mixed", E.plain("The oak\ndoor is stuck!"), Self.winmail([body])))
        #expect(same.bestText == "The oak\ndoor is stuck!")
        let warned = E.message(E.multi("mixed", E.plain("CAREFUL!"), Self.winmail([body])))
        #expect(warned.bestText == "CAREFUL!\n\n" + inside)
    }

    @Test func aCutWinmailStaysAFile() {
        for length in [10, 60] {
            let message = E.message(
                E.multi("mixed", E.plain("See it."), Self.winmail([], cutTo: length)))
            #expect(message.attachments.map(\.fileName) == ["winmail.dat"])
            #expect(message.attachments.first?.isOpened == false)
            #expect(message.attachments.first?.data().count == length)
            #expect(message.bestText == "See it.")
        }
    }

    // MARK: S/MIME

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
    }

    /// A CMS message: signed (2) or enveloped (3).
    private static func cms(_ content: String, kind: UInt8 = 2) -> [UInt8] {
        let data: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]
        return element(
            0x30,
            data.dropLast() + [kind]
                + element(
                    0xA0,
                    element(
                        0x30,
                        [2, 1, 1] + element(0x31, [0x30, 0])
                            + element(
                                0x30, data + element(0xA0, element(4, Array(content.utf8)))))))
    }

    private static let contract = E.multi(
        "mixed", E.plain("The contract."),
        E.part(
            "application/pdf; name=contract.pdf", "%PDF", "Content-Disposition: attachment"))

    @Test(
        arguments: [
            "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
            "application/x-pkcs7-mime; name=smime.p7m", "application/pkcs7-mime",
            "application/octet-stream; name=\"smime.p7m\"",
        ])
    func whatSMIMESignedIsOpened(_ type: String) {
        let message = E.message(Self.base64(type, Self.cms(Self.contract)))
        #expect(message.bestText == "The contract.")
        #expect(message.attachments.map(\.contentType).first == "application/pdf")
        #expect(message.attachments.map(\.isOpened) == [false, true])
        #expect(message.attachments.first?.data() == Array("%PDF".utf8))
        #expect(message.attachments.last?.data() == Self.cms(Self.contract))
        let footer = E.message(
            E.multi("mixed", Self.base64(type, Self.cms(Self.contract)), E.plain("footer")))
        #expect(footer.bestText == "The contract.\n\n[file: contract.pdf]\n\nfooter")
    }

    @Test func whatCannotBeOpenedStaysAFile() {
        let encrypted = Self.cms("secret", kind: 3)
        let document = Self.cms("%PDF-1.7 a signed document")
        for (bytes, name) in [
            (encrypted, "smime.p7m"), (document, "contract.pdf.p7m"), ([1, 2, 3], "smime.p7m"),
        ] {
            for type in ["application/pkcs7-mime", "application/octet-stream"] {
                let message = E.message(
                    E.multi(
                        "mixed", E.plain("See it."), Self.base64("\(type); name=\(name)", bytes)))
                #expect(message.bestText == "See it.")
                #expect(message.attachments.map(\.fileName) == [name])
                #expect(message.attachments.map(\.isOpened) == [false])
            }
        }
    }

    @Test func aWinmailInsideASignature() {
        let inner = E.multi(
            "mixed", E.plain(""), Self.winmail([TNEFWriter.unicode(0x1000, "The oak door.")]))
        let message = E.message(Self.base64("application/pkcs7-mime", Self.cms(inner)))
        #expect(message.bestText == "The oak door.")
        #expect(
            message.attachments.map(\.fileName) == ["plan.txt", "winmail.dat", nil])
    }

    @Test func signaturesInsideEachOther() {
        func depth(_ count: Int) -> Message {
            var entity = E.plain("core")
            for _ in 0..<count {
                entity = Self.base64("application/pkcs7-mime", Self.cms(entity))
            }
            return E.message(entity)
        }
        #expect(depth(FixedLimits.cmsDepth).bestText == "core")
        #expect(depth(FixedLimits.cmsDepth).attachments.count == FixedLimits.cmsDepth)
        let deeper = depth(FixedLimits.cmsDepth + 1)
        #expect(deeper.bestText == "")
        #expect(deeper.attachments.count == FixedLimits.cmsDepth + 1)
        #expect(deeper.attachments.first?.isOpened == false)
    }

    // MARK: uuencode

    private static let file = "begin 644 meters.txt\n#86)C\n`\nend\n"

    @Test func filesInTextsAreNamedInTheirPlace() {
        let message = E.message(E.plain("The list:\n\n\(Self.file)\nBye, Ada\n\(Self.file)"))
        #expect(message.bestText == "The list:\n\n[file: meters.txt]\n\nBye, Ada")
        #expect(message.attachments.map(\.fileName) == ["meters.txt", "meters.txt"])
        #expect(message.attachments.map { $0.data() } == [Array("abc".utf8), Array("abc".utf8)])
        #expect(message.firstPlainText?.contains("#86)C") == true)
        let second = E.message(
            E.multi("mixed", E.plain("one"), E.plain(Self.file + "two"), E.html("<p>three")))
        #expect(second.bestText == "one\n\n[file: meters.txt]\n\ntwo\n\nthree")
        #expect(second.attachments.map(\.fileName) == ["meters.txt"])
    }

    @Test(arguments: ["base64", "quoted-printable", "8bit"])
    func filesInEncodedTexts(_ encoding: String) {
        let text = "The list:\n" + Self.file
        let body =
            encoding == "base64"
            ? String(decoding: MessageComposer.base64(Array(text.utf8)), as: UTF8.self) : text
        let message = E.message(
            E.part("text/plain", body, "Content-Transfer-Encoding: \(encoding)"))
        #expect(message.bestText == "The list:")
        #expect(message.attachments.map(\.fileName) == ["meters.txt"])
    }

    @Test func proseThatBeginsLikeAFileIsText() {
        let prose = "The works\nbegin 644 metres above\nthe sea.\nend"
        let message = E.message(E.plain(prose))
        #expect(message.bestText == prose)
        #expect(message.attachments.isEmpty)
    }
}
