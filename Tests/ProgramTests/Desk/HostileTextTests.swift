// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

/// Text that would steer a terminal, in every place where a message has text.
@Suite struct HostileTextTests {
    private static let escape = "\u{1B}]0;x\u{7}"
    private static let rightToLeft = "\u{202E}"

    private func site() throws -> Site {
        let evil = Self.escape + Self.rightToLeft
        let message = """
            From: "Eve \(evil)" <eve@customer.example>
            To: support@example.com
            Subject: Lamp \(evil) broken
            Message-ID: <evil@customer.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Text \(evil) here.
            --b
            Content-Type: application/pdf; name="a\(evil).pdf"
            Content-Disposition: attachment; filename="a\(evil).pdf"

            x
            --b--

            """
        let site = try Site()
        try #require(try site.deliver(message).status == 0)
        return site
    }

    @Test(arguments: [
        ["show", "1"], ["show", "1", "--text"], ["show", "1", "--headers"], ["emails"],
        ["cases"], ["case", "1"], ["thread", "1"], ["journal", "1"], ["search", "lamp"],
        ["contact", "eve@customer.example"], ["outbox"], ["replay", "--id", "1"],
    ])
    func nothingReachesATerminalAsItCame(command: [String]) throws {
        let shown = try site().control(command)
        for scalar in (shown.output + shown.error).unicodeScalars where scalar != "\n" {
            #expect(
                scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x202E,
                "\(command): \(scalar.value)")
        }
    }

    @Test func eachHarmfulCharacterIsReplacedOnce() throws {
        let shown = try site().control(["show", "1", "--text"])
        #expect(shown.output.contains("Text \u{FFFD}]0;x\u{FFFD}\u{FFFD} here."))
    }

    @Test(
        "A terminal gets no escape sequence, not even of a raw message; a file gets every byte",
        arguments: ["--raw", "--html"])
    func rawMessages(part: String) throws {
        let evil = Self.escape + Self.rightToLeft + "\u{9B}1m"
        let message = """
            From: eve@customer.example
            To: support@example.com
            Subject: \(evil)
            Message-ID: <raw@customer.example>
            MIME-Version: 1.0
            Content-Type: text/html; charset=utf-8

            <p>Text \(evil) here.</p>

            """
        let site = try Site()
        try #require(try site.deliver(message).status == 0)
        let terminal = ["/usr/bin/python3", "-c", "import pty, sys; pty.spawn(sys.argv[1:])"]
        let shown = try site.control(
            ["show", "1", part], environment: ["PAGER": "cat", "NO_COLOR": "1"], through: terminal)
        #expect(shown.output.contains("Text \u{FFFD}]0;x\u{FFFD}\u{FFFD}"))
        for scalar in shown.output.unicodeScalars where !["\n", "\r"].contains(scalar) {
            #expect(
                scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
                    && scalar.value != 0x202E, "\(scalar.value)")
        }
        #expect(try site.control(["show", "1", part]).output.contains("Text \(evil) here."))
    }

    @Test func programsGetTheTextAsItCame() throws {
        let shown = try site().control(["show", "1", "--json"])
        #expect(shown.output.contains(#"\u001b]0;x\u0007"#))
        #expect(!shown.output.contains("\u{FFFD}"))
    }

    /// Filler of a newsletter, and a subject that is written from right to left.
    @Test func listsShowNoFillerAndKeepTheirColumns() throws {
        let filler = String(repeating: "\u{200C}\u{A0}\u{34F}", count: 30)
        let message = """
            From: Eve <eve@customer.example>
            To: support@example.com
            Subject: שלום par\u{200B}cel
            Message-ID: <filler@customer.example>
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            \(filler)
            Our new\u{AD}lamps
            \(filler)

            """
        let site = try Site()
        try #require(try site.deliver(message).status == 0)
        let list = try site.control(["emails"]).output
        #expect(list.contains("\u{2068}שלום parcel\u{2069}"))
        #expect(!list.contains("\u{FFFD}"))
        let json = try site.control(["emails", "--json"]).output
        #expect(json.contains(#""snippet":"Our newlamps""#))
        #expect(json.contains("par\u{200B}cel"))
        #expect(try site.control(["show", "1", "--text"]).output == "Our newlamps\n")
    }
}
