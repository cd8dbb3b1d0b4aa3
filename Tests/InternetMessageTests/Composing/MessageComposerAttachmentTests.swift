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
        let isListed = written == "application/octet-stream"
        #expect(composer.omissions.map(\.reason) == (isListed ? [.contentType] : []))
    }

    @Test func imagesOfTheHTMLAreRelatedToIt() throws {
        var composer = MessageComposer()
        composer.setBody(text: "See", html: "<img src=\"cid:logo@b.example\">")
        composer.addInlinePart(
            contentID: "logo@b.example", fileName: "logo.png", contentType: "image/png",
            bytes: [1, 2])
        composer.addAttachment(fileName: "a.pdf", contentType: "application/pdf", bytes: [3])
        let message = Message(composer.bytes())
        #expect(message.defects.isEmpty)
        #expect(
            message.structure
                == "multipart/mixed(multipart/alternative(text/plain,"
                + "multipart/related(text/html,image/png)),application/pdf)")
        let shown = try #require(message.inlineParts.first)
        #expect(message.inlineParts.count == 1)
        #expect(shown.disposition == "inline")
        #expect(shown.fileName == "logo.png")
        #expect(shown.decodedBody() == [1, 2])
        let related = try #require(
            message.root.children.first?.children.last)
        #expect(related.contentType.parameter("type") == "text/html")
    }

    @Test func inlinePartsWithoutHTMLStandBeforeTheAttachments() {
        var composer = MessageComposer()
        composer.setBody(text: "See", html: nil)
        composer.addAttachment(fileName: "a.pdf", contentType: "application/pdf", bytes: [3])
        composer.addInlinePart(
            contentID: "<x@y>", fileName: nil, contentType: "image/png", bytes: [1])
        composer.addInlinePart(
            contentID: "x y", fileName: nil, contentType: "image/gif", bytes: [2])
        let message = Message(composer.bytes())
        #expect(
            message.structure
                == "multipart/mixed(text/plain,image/png,image/gif,application/pdf)")
        #expect(message.attachments.map(\.part.contentID) == ["x@y", nil, nil])
        #expect(message.attachments.map(\.part.disposition) == ["inline", "inline", "attachment"])
        #expect(composer.omissions.map(\.reason) == [.messageID])
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
        let inner = Array("Subject: Size\n\nMit vielen freundlichen Grüßen\n".utf8)
        func message(_ bytes: [UInt8], allowsEightBits: Bool) -> Message {
            var composer = MessageComposer()
            composer.addMessage(bytes, fileName: "a.eml", allowsEightBits: allowsEightBits)
            return Message(composer.bytes())
        }
        let encoded = message(inner, allowsEightBits: false)
        #expect(encoded.bytes.allSatisfy { $0 < 0x80 })
        #expect(encoded.structure == "multipart/mixed(message/rfc822(text/plain))")
        #expect(encoded.attachments.first?.fileName == "a.eml")
        #expect(
            encoded.attachments.first.map { String(decoding: $0.part.decodedBody(), as: UTF8.self) }
                == """
                MIME-Version: 1.0
                Content-Transfer-Encoding: quoted-printable
                Subject: Size

                Mit vielen freundlichen Gr=C3=BC=C3=9Fen

                """)
        let plain = message(inner, allowsEightBits: true)
        #expect(plain.structure == "multipart/mixed(message/rfc822(text/plain))")
        #expect(plain.header.first("Content-Transfer-Encoding")?.firstToken() == "8bit")
        #expect(plain.attachments.first?.part.decodedBody() == inner)
        // Neither NUL, nor a lone carriage return, nor a line of more than 998 bytes goes as it is.
        let long = Array("\n".utf8) + Array(repeating: 0x78, count: 998)
        for body in [[0x0A, 0], Array("\na\rb\n".utf8), long + [0x78], long] as [[UInt8]] {
            let part = message(Array("Subject: x\n".utf8) + body, allowsEightBits: true)
                .attachments[0].part
            #expect(part.contentType.name == "message/rfc822")
            #expect(part.children.first?.decodedBody() == Array(body.dropFirst()))
        }
        // What cannot be encoded in the header leaves only base64 for the whole message.
        for header in ["Subject: a\0", "X: " + String(repeating: "x", count: 996)] {
            let inner = Array("\(header)\n\nx\n".utf8)
            let part = message(inner, allowsEightBits: true).attachments[0].part
            #expect(part.contentType.name == "message/global")
            #expect(part.decodedBody() == inner)
        }
    }

    private func attached(_ inner: String, _ more: [UInt8] = []) -> Message {
        var composer = MessageComposer()
        composer.addMessage(Array(inner.utf8) + more, fileName: "a.eml")
        return Message(composer.bytes())
    }

    /// The parts are encoded, each in its own way; what declares eight bits no longer does.
    @Test func thePartsOfAnEightBitMessageAreEncoded() throws {
        let message = attached(
            """
            From: greta@b.example
            MIME-Version: 1.0
            Content-Transfer-Encoding: 8bit
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Viele Grüße
            --b
            Content-Type: text/html; charset=utf-8

            日本語日本語
            --b

            Ohne Köpfe
            --b
            Content-Type: image/png
            Content-Transfer-Encoding: binary

            \u{1}ÿ
            --b
            Content-Type: message/rfc822
            Content-Transfer-Encoding: 8bit

            Subject: inner

            Größe
            --b
            Content-Type: text/plain
            Content-Transfer-Encoding: base64

            YQ==
            --b--

            """)
        #expect(message.bytes.allSatisfy { $0 < 0x80 })
        let inner = try #require(message.attachments.first?.part.children.first)
        let parts = inner.children
        #expect(
            message.structure
                == "multipart/mixed(message/rfc822(multipart/mixed(text/plain,text/html,text/plain,"
                + "image/png,message/rfc822(text/plain),text/plain)))")
        func encoding(_ part: Part) -> String? {
            part.header.first("Content-Transfer-Encoding")?.firstToken()
        }
        #expect(
            parts.map(encoding) == [
                "quoted-printable", "base64", "quoted-printable", "base64", "7bit", "base64",
            ])
        #expect(encoding(inner) == "7bit")
        #expect(encoding(message.attachments[0].part) == "7bit")
        #expect(parts[0].text() == "Viele Grüße")
        #expect(parts[1].text() == "日本語日本語")
        #expect(parts[2].decodedBody() == Array("Ohne Köpfe".utf8))
        #expect(parts[3].decodedBody() == Array("\u{1}ÿ".utf8))
        #expect(parts[4].children.first?.header.first("MIME-Version") != nil)
        #expect(parts[4].children.first?.decodedBody() == Array("Größe".utf8))
        #expect(parts[5].text() == "a")
        #expect(message.findDefects().allSatisfy { $0.kind == .unknownCharset })
    }

    /// A signature covers the bytes as they are, so they stay, in eight bits.
    @Test func signedPartsAreNotChanged() throws {
        let signed = """
            Content-Type: multipart/signed; boundary=b; protocol="application/pgp-signature"

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Grüße
            --b
            Content-Type: application/pgp-signature

            x
            --b--

            """
        let message = attached(signed)
        let part = try #require(message.attachments.first?.part)
        #expect(part.contentType.name == "message/rfc822")
        #expect(part.decodedBody() == Array(signed.utf8))
        #expect(part.header.first("Content-Transfer-Encoding")?.firstToken() == "8bit")
        #expect(message.header.first("Content-Transfer-Encoding")?.firstToken() == "8bit")
        // A header of eight bits cannot be encoded either.
        let header = "Subject: Größe\n\nGrüße\n"
        #expect(attached(header).attachments[0].part.decodedBody() == Array(header.utf8))
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
