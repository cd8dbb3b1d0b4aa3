// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// What is composed comes back from the parser as it was.
@Suite struct MessageComposerAttachmentTests {
    static let names = [
        "a.pdf", "two words.txt", "Größe €.pdf", "quote\".txt", "back\\slash", "=?UTF-8?Q?a?=",
        "semi;colon=x", "it's 100%*.txt", "日本語のとても長い名前のファイル名前名前名前名前.txt", "(c)",
        String(repeating: "x", count: 60), String(repeating: "x", count: 61), "👨‍👩‍👧‍👦.png",
        String(repeating: "é", count: 490), "\u{202E}gpj.exe", "a\u{2028}b", "<x@y>",
        "C:\\a\\b.txt",
    ]

    @Test(arguments: names)
    func namesComeBack(_ name: String) throws {
        var composer = MessageComposer()
        composer.setBody(text: "Hello", html: nil)
        composer.addAttachment(fileName: name, contentType: "text/plain", bytes: [1, 2, 3])
        for lineEnd in [MessageComposer.LineEnd.lf, .crlf] {
            let bytes = composer.bytes(lineEnd: lineEnd)
            #expect(bytes.allSatisfy { $0 < 0x80 })
            #expect(bytes.split(separator: 0x0A).allSatisfy { $0.count <= 79 })
            let message = Message(bytes)
            #expect(message.defects.isEmpty)
            #expect(message.structure == "multipart/mixed(text/plain,text/plain)")
            let attachment = try #require(message.attachments.first)
            #expect(attachment.fileName == name)
            #expect(attachment.part.disposition == "attachment")
            #expect(attachment.data() == [1, 2, 3])
            #expect(message.firstPlainText == "Hello")
        }
    }

    @Test(
        arguments: [
            ("a\r\nBcc: x@y\r\n\r\nb.txt", "a Bcc: x@y b.txt"), (" \t\u{0}", nil), ("", nil),
            (String(repeating: "é", count: 501), String(repeating: "é", count: 500)),
        ] as [(String, String?)])
    func namesCannotSmuggleLines(_ name: String, _ expected: String?) {
        var composer = MessageComposer()
        composer.addAttachment(fileName: name, contentType: "image/png", bytes: [])
        let message = Message(composer.bytes())
        #expect(message.header.fields.map(\.name) == ["MIME-Version", "Content-Type"])
        #expect(message.attachments.map(\.fileName) == [expected])
    }

    @Test(
        arguments: [
            ("Application/PDF", "application/pdf"),
            ("text/x; charset=x", "application/octet-stream"),
            ("multipart/mixed", "application/octet-stream"),
            ("a/b\nX: y", "application/octet-stream"),
            ("message/rfc822", "application/octet-stream"), ("", "application/octet-stream"),
            ("/", "application/octet-stream"), ("image/svg+xml", "image/svg+xml"),
        ])
    func contentTypesAreValid(_ type: String, _ written: String) {
        var composer = MessageComposer()
        composer.addAttachment(fileName: "x", contentType: type, bytes: Array("abc".utf8))
        #expect(Message(composer.bytes()).attachments.map(\.contentType) == [written])
    }

    private static let pieces: [[UInt8]] = [
        Array("--=_".utf8), [0x0D, 0x0A], [0x0A], [0x0D], [0], [0xFF, 0xFE], Array("From ".utf8),
        Array("--b--".utf8), [0x20, 0x0A], Array("begin 644 x\n".utf8), Array("=41".utf8),
        Array(repeating: 0x78, count: 1_200), Array("é".utf8), Array(".\r\n".utf8),
    ]

    @Test(arguments: 0..<100)
    func contentsComeBack(seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        func content() -> [UInt8] {
            (0..<Int.random(in: 0...30, using: &random))
                .flatMap { _ in Self.pieces.randomElement(using: &random) ?? [] }
        }
        let contents = (0..<Int.random(in: 1...4, using: &random)).map { _ in content() }
        let text = String(decoding: content().filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self)
        var composer = MessageComposer()
        composer.setBody(text: text, html: "<p>x</p>")
        for (index, bytes) in contents.enumerated() {
            let name = Self.names[(seed + index) % Self.names.count]
            composer.addAttachment(fileName: name, contentType: "application/x-test", bytes: bytes)
        }
        composer.addMessage(Array("Subject: x\n\n".utf8) + contents[0])
        let message = Message(composer.bytes(lineEnd: seed % 2 == 0 ? .lf : .crlf))
        #expect(message.bytes.allSatisfy { $0 < 0x80 })
        #expect(message.defects.isEmpty)
        #expect(message.root.children.count == contents.count + 2)
        #expect(message.attachments.dropLast().map { $0.data() } == contents)
        #expect(message.html == "<p>x</p>\n")
        // Every kind of line end is one line feed, and those at the end don't count.
        var lines: [UInt8] = []
        for (before, byte) in zip([0] + text.utf8, text.utf8) where (before, byte) != (0x0D, 0x0A) {
            lines.append(byte == 0x0D ? 0x0A : byte)
        }
        while let last = lines.last, last <= 0x20 { lines.removeLast() }
        #expect(message.firstPlainText == String(decoding: lines, as: UTF8.self))
    }

    @Test func messagesAreForwardedWhole() throws {
        var original = MessageComposer()
        original.addField("Subject", unstructured: "Größe")
        original.setBody(text: "Grüße", html: "<p>Grüße</p>")
        original.addAttachment(fileName: "a.txt", contentType: "text/plain", bytes: [0xFF])
        let inner = original.bytes(lineEnd: .crlf)
        var composer = MessageComposer()
        composer.setBody(text: "See below", html: nil)
        composer.addMessage(Array("From x@y Sun Nov 22 13:49:28 2026\n".utf8) + inner)
        let message = Message(composer.bytes(lineEnd: .crlf))
        #expect(
            message.structure
                == "multipart/mixed(text/plain,message/rfc822(multipart/mixed("
                + "multipart/alternative(text/plain,text/html),text/plain)))")
        let part = try #require(message.attachments.first?.part)
        #expect(part.decodedBody() == inner)
        #expect(part.children.first?.header.first("Subject")?.unstructured() == "Größe")
    }

    @Test func messagesInEightBits() throws {
        let inner = Array("Subject: Größe\n\nGrüße\n".utf8)
        func message(_ bytes: [UInt8], allowsEightBits: Bool) -> Message {
            var composer = MessageComposer()
            composer.addMessage(bytes, fileName: "a.eml", allowsEightBits: allowsEightBits)
            return Message(composer.bytes())
        }
        let encoded = message(inner, allowsEightBits: false)
        #expect(encoded.bytes.allSatisfy { $0 < 0x80 })
        #expect(encoded.structure == "multipart/mixed(message/global(text/plain))")
        #expect(encoded.attachments.first?.fileName == "a.eml")
        #expect(encoded.attachments.first?.part.decodedBody() == inner)
        let plain = message(inner, allowsEightBits: true)
        #expect(plain.structure == "multipart/mixed(message/rfc822(text/plain))")
        #expect(plain.header.first("Content-Transfer-Encoding")?.firstToken() == "8bit")
        #expect(plain.attachments.first?.part.decodedBody() == inner)
        // Neither NUL nor a line of more than 998 bytes goes as it is.
        let long = Array("\n".utf8) + Array(repeating: 0x78, count: 998)
        for wrong in [[0], Array("a\rb".utf8), long + [0x78]] as [[UInt8]] {
            #expect(
                message(wrong, allowsEightBits: true).attachments[0].contentType
                    == "message/global")
        }
        #expect(
            message(long, allowsEightBits: false).attachments[0].contentType
                == "message/rfc822")
    }

    static let flowing = [
        "", "> quoted\n\nAnswer", " indented", "From here", "-- \nMe",
        "ü " + String(repeating: "wörd ", count: 60) + "x",
        String(repeating: "word ", count: 300) + "x\n> " + String(repeating: "old ", count: 60)
            + "x",
        String(repeating: "x", count: 2_000), String(repeating: "日本", count: 400),
    ]

    @Test(arguments: flowing)
    func flowedTextComesBack(_ text: String) {
        var composer = MessageComposer()
        composer.setBody(text: text, html: nil, isFlowed: true)
        let message = Message(composer.bytes())
        #expect(message.root.isFlowed)
        let back = message.root.unwrappedText()
        #expect(back == (text.isEmpty ? "" : text + "\n"))
        #expect(message.bytes.split(separator: 0x0A).allSatisfy { $0.count <= 998 })
    }
}
