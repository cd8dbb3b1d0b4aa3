// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

@Suite struct BodyTests {
    private func body(_ encoding: String, _ body: String) -> [UInt8] {
        let head = "Content-Type: application/x-test\nContent-Transfer-Encoding: \(encoding)\n\n"
        return Message(Array((head + body).utf8)).root.decodedBody()
    }

    static let encoded: [(String, String, String)] = [
        ("base64", "YWJj", "abc"), ("BASE64", "YW Jj\r\nZA", "abcd"), ("base64", "YWI", "ab"),
        ("base64", "Y*W-I=", "ab"), ("base64", "YQ==\n--footer--", "a"), ("base64", "Y", ""),
        ("base64", "", ""), ("quoted-printable", "a=20b =\nc  \nd=", "a b c\nd"),
        ("quoted-printable", "=C3=A9=zz = x", "é=zz = x"), ("quoted-printable", "a=\t \r\nb", "ab"),
        ("x-uuencode", "begin 644 f\n#86)C\n`\nend\n", "abc"),
        ("x-uuencode", "begin 644 f\n#86\n", "a`\0"), ("x-uuencode", "no begin", ""),
        ("8bit", "=41 YWJj", "=41 YWJj"), ("x-unknown (c)", "as is\r\n", "as is\r\n"),
    ]

    @Test func undoesTransferEncodings() {
        for (encoding, input, output) in Self.encoded {
            let found = String(decoding: body(encoding, input), as: UTF8.self)
            #expect(found == output, "\(encoding): \(input)")
        }
    }

    static let texts: [(String, [UInt8], String)] = [
        ("utf-8", [0xC3, 0xBC], "ü"), ("us-ascii", [0xC3, 0xBC], "ü"), ("us-ascii", [0xFC], "ü"),
        ("iso-8859-1", [0x80, 0xFC], "€ü"), ("nonsense", [0xFC], "ü"), ("", [0xC3, 0xBC], "ü"),
        ("iso-8859-2", [0xB1], "ą"), ("windows-1251", [0xD2, 0xE5], "Те"),
        ("koi8-r", [0xF4], "Т"), ("gb2312", [0xD6, 0xD0, 0x81, 0x30, 0x81, 0x30], "中\u{80}"),
        ("big5", [0xA4, 0xA4], "中"), ("shift_jis", [0x87, 0x40], "①"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x2D, 0x21, 0x1B, 0x28, 0x42, 0x61], "①a"),
        ("iso-2022-jp", [0x1B, 0x28, 0x49, 0x31, 0x1B, 0x28, 0x42], "ｱ"),
        ("unicode-1-1-utf-7", Array("+AOk-".utf8), "é"), ("utf-16le", [0x61, 0, 0xE9, 0], "aé"),
        ("euc-kr", [0xC7, 0xD1, 0xFF], "한\u{FFFD}"), ("utf-8", [0x61, 0xFF, 0x62], "a\u{FFFD}b"),
        ("utf-8//IGNORE", [0xFC], "ü"),
        ("utf-8", [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A, 0x62, 0x0D, 0x63], "a\nb\nc"),
    ]

    @Test func decodesCharsets() {
        for (charset, bytes, text) in Self.texts {
            let head = "Content-Type: text/plain; charset=\"\(charset)\"\n\n"
            #expect(Message(Array(head.utf8) + bytes).firstPlainText == text, "\(charset)")
        }
    }

    @Test func carriageReturnsAloneEndLinesWhenThereIsNoLineFeed() {
        let message = Message(Array("Subject: a\rFrom: b@c.example\r\rone\rtwo".utf8))
        #expect(message.subject == "a")
        #expect(message.firstPlainText == "one\ntwo")
        #expect(message.defects.map(\.kind) == [.carriageReturnsOnly])
    }

    @Test(arguments: ["", "\n", "\r", "\u{0}", "From ", "From x\n", ":", "--", "Content-Type:"])
    func anythingIsAMessage(_ text: String) {
        let message = Message(Array(text.utf8))
        #expect(message.structure == "text/plain")
        #expect(message.attachments.isEmpty)
    }

    @Test func bestTextIsOfTheHTMLWhenThereIsNoPlainText() {
        let message = Message(Array("Content-Type: text/html\n\n<p>Hi<p>you".utf8))
        #expect(message.firstPlainText == nil)
        #expect(message.bestText == "Hi\n\nyou")
        #expect(message.bestText(limitInBytes: 5) == "Hi")
    }

    @Test(
        arguments: [
            (nil, "attachment"), ("", "attachment"), ("../../etc/passwd", "passwd"),
            ("C:\\Temp\\a.txt", "a.txt"), ("..", "attachment"), ("a/", "attachment"),
            (".profile", "profile"), ("a\u{0}b\nc.txt", "abc.txt"),
            ("gpj.\u{202E}exe.jpg", "gpj.exe.jpg"),
            // Programs take a leading hyphen for an option; invisible characters hide one.
            ("-rf", "rf"), ("--help.txt", "help.txt"), ("\u{2060}-\u{FE0F}-rf", "rf"),
            (" .-x", "x"), ("-", "attachment"),
            ("a\u{E0041}\u{3164}\u{E000}b.txt", "ab.txt"),
            ("\u{200B}", "attachment"), ("Rechnung €.pdf", "Rechnung €.pdf"),
            (String(repeating: "a", count: 200), String(repeating: "a", count: 200)),
            (String(repeating: "a", count: 201), String(repeating: "a", count: 200)),
            (
                String(repeating: "€", count: 80) + ".pdf",
                String(repeating: "€", count: 65) + ".pdf"
            ),
        ] as [(String?, String)])
    func fileNamesAreMadeSafe(_ name: String?, _ safe: String) {
        #expect(SafeFileName.make(name, limitInBytes: 200) == safe)
    }
}
