// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

@Suite struct BytesTests {
    /// What comes on standard input and what must be kept of it.
    struct Input: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let mboxLine: [UInt8]
        let kept: [UInt8]

        init(_ description: String, mboxLine: String = "", _ kept: [UInt8]) {
            testDescription = description
            self.mboxLine = Array(mboxLine.utf8)
            self.kept = kept
        }

        init(_ description: String, mboxLine: String = "", _ kept: String) {
            self.init(description, mboxLine: mboxLine, Array(kept.utf8))
        }
    }

    static let inputs = [
        Input("LF", letter()),
        Input(
            "CRLF",
            letter().split(separator: "\n", omittingEmptySubsequences: false)
                .joined(separator: "\r\n")),
        Input("no final newline", String(letter().dropLast(3))),
        Input("nothing", ""),
        Input("a newline", "\n"),
        Input("a header without a body", "Subject: x"),
        Input("no header", "words and nothing else\n"),
        Input("a leading blank line", "\n" + letter()),
        Input("a leading CRLF", "\r\n" + letter()),
        Input("a leading mbox line", mboxLine: "From ada@customer.example  Mon\n", letter()),
        Input(
            "a leading mbox line in CRLF", mboxLine: "From ada@customer.example  Mon\r\n", letter()),
        Input("one mbox line of two", mboxLine: "From a@b.example Mon\n", "From c@d.example Mon\n"),
        Input("a mbox line alone", mboxLine: "From ada@customer.example  Mon\n", ""),
        Input("an obsolete From field", "From : ada@customer.example\n" + letter()),
        Input("a From line further down", letter() + "From here on it is dark.\n"),
        Input("a mbox line below a blank line", "\nFrom ada@customer.example  Mon\n" + letter()),
        Input("NUL bytes", Array(letter().utf8) + [0, 0, 10, 0]),
        Input("every byte, everywhere", (0...255) + Array(letter().utf8) + (0...255)),
        Input("bare CR", letter() + "a\rb\r\rc\r"),
        Input("Latin-1 in the header", Array("Subject: caf".utf8) + [0xE9] + Array("\n\nx\n".utf8)),
        Input("a line of a megabyte", [UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000)),
        Input(
            "more than one row holds",
            Array(letter().utf8)
                + (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }),
    ]

    @Test(arguments: inputs)
    func everyByteIsKept(input: Input) throws {
        let site = try Site()
        let outcome = try Program.filter.run(site.everyday, input: input.mboxLine + input.kept)
        #expect(outcome == .silent(0))
        #expect(try site.raw() == input.kept)
        #expect(try site.emails().map(\.size) == [Int64(input.kept.count)])
    }
}
