// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

@Suite struct MessageComposerBodyTests {
    @Test func writesAPlainText() {
        #expect(
            message(text: "Hello\r\nWorld\r.\n-- ", html: nil) == """
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                Hello
                World
                .
                --\u{20}

                """)
    }

    @Test func writesHTMLInQuotedPrintable() {
        #expect(
            message(text: nil, html: "<p title=\"x\">é</p> \n\n.\nFrom a\nFroma\t\n") == """
                MIME-Version: 1.0
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p title=3D"x">=C3=A9</p>=20

                =2E
                =46rom a
                Froma=09

                """)
    }

    @Test func writesOtherScriptsInBase64() {
        #expect(
            message(text: "日本語\n日本語\n", html: nil) == """
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                5pel5pys6KqeDQrml6XmnKzoqp4NCg==

                """)
    }

    @Test func breaksLongLinesSoftly() {
        let long = String(repeating: "x", count: 75)
        #expect(
            message(text: "\(long)yé\n\(long)y\né\n\(long)é", html: nil).hasSuffix(
                "\n\n\(long)=\ny=C3=A9\n\(long)y\n=C3=A9\n\(long)=\n=C3=A9\n"))
    }

    @Test func knowsTheLengthOfBase64Beforehand() {
        for count in 0..<200 {
            let lines = (0..<count).map { UInt8($0.isMultiple(of: 7) ? 0x0A : 0x61) }
            let encoded = MessageComposer.base64Lines(lines)
            #expect(encoded.count == MessageComposer.base64LinesCount(lines))
        }
    }

    @Test func linesReachTheLimitAndNoFurther() {
        let longest = String(repeating: "x", count: 998)
        #expect(message(text: longest, html: nil).hasSuffix(": 7bit\n\n\(longest)\n"))
        #expect(message(text: longest + "x", html: nil).contains(": quoted-printable\n\n"))
        #expect(message(text: "\0", html: nil).hasSuffix(": quoted-printable\n\n=00\n"))
    }

    @Test func writesTextAndHTMLAsAlternatives() {
        #expect(
            message(text: "Hello", html: "<p>Grüße</p>")
                == """
                MIME-Version: 1.0
                Content-Type: multipart/alternative;
                 boundary="BOUNDARY"

                --BOUNDARY
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                Hello

                --BOUNDARY
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Gr=C3=BC=C3=9Fe</p>

                --BOUNDARY--

                """.replacing("BOUNDARY", with: boundary(text: "Hello", html: "<p>Grüße</p>")))
    }

    @Test func theBoundaryComesFromTheContentAndIsNotInIt() {
        let first = boundary(text: "Hello", html: "<p>")
        #expect(first == boundary(text: "Hello", html: "<p>"))
        #expect(first != boundary(text: "Hello!", html: "<p>"))
        #expect(first.count == 34)
        // No text can be made to hold its own boundary here, so quote another message whole.
        let quoted = message(text: "Hello", html: "<p>")
        let second = boundary(text: quoted, html: quoted)
        #expect(!quoted.contains("--\(second)"))
    }

    @Test func writesAnEmptyBody() {
        #expect(message(text: nil, html: nil).hasSuffix(": 7bit\n\n"))
        #expect(MessageComposer().bytes() == [0x0A])
    }

    @Test func endsLinesAsAsked() {
        var composer = MessageComposer()
        composer.addField("Subject", unstructured: "x")
        composer.setBody(text: "a\r\n\nb", html: nil)
        let lines = String(decoding: composer.bytes(), as: UTF8.self)
        let travelling = String(decoding: composer.bytes(lineEnd: .crlf), as: UTF8.self)
        #expect(travelling == lines.replacing("\n", with: "\r\n"))
        #expect(lines.utf8.contains(0x0D) == false)
        #expect(lines.hasSuffix("\n\na\n\nb\n"))
    }

    private func message(text: String?, html: String?) -> String {
        var composer = MessageComposer()
        composer.setBody(text: text, html: html)
        return String(decoding: composer.bytes(), as: UTF8.self)
    }

    private func boundary(text: String, html: String) -> String {
        let parts = message(text: text, html: html).split(separator: "\"")
        return parts.count > 1 ? String(parts[1]) : ""
    }
}
