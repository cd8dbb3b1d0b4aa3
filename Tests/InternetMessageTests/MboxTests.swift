// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// The mbox format: From lines and quoting.
struct MboxTests {
    @Test(arguments: [nil, "", "ada@example.com"] as [String?])
    func fromLineIsReadAsWritten(_ sender: String?) throws {
        let line = FromLine(sender: sender, at: 1_793_693_700_000_000)
        let read = try #require(FromLine(line.bytes[...]))
        #expect(read == line)
        #expect(read.isExact)
    }

    @Test func timeBeforeTheEpochIsWritten() throws {
        let line = FromLine(sender: nil, at: -1)
        #expect(String(decoding: line.bytes, as: UTF8.self).contains("Wed Dec 31 23:59:59 1969"))
    }

    @Test(arguments: [
        "From here it is dark.", "From ada@example.com", "from - Thu Nov  5 08:15:00 2026",
        "From ada@example.com Thu Nov  5 08:15:00",
    ])
    func sentenceIsNotAFromLine(_ text: String) {
        #expect(FromLine(Array(text.utf8)[...]) == nil)
    }

    @Test func lineOfAnotherProgramHasNoExactSeparator() throws {
        let text = "From ada@example.com Thu Nov  5 08:15:00 2026\n"
        let line = try #require(FromLine(Array(text.utf8)[...]))
        #expect(line.sender == "ada@example.com" && !line.isExact)
    }

    /// What programs write if they do not know the time or the sender.
    @Test(
        arguments: [
            ("From lei@mboxrd Thu Jan  1 00:00:00 1970", nil, false),
            ("From mboxrd@z Thu Jan  1 00:00:00 1970", nil, false),
            ("From nobody Wed Dec 31 23:59:59 1969", nil, false),
            ("From x@y.example Wed Dec 31 23:59:59 1969", "x@y.example", false),
            ("From  Thu Jan  1 00:59:59 1970", "", false),
            ("From nobody Mon Mar  2 10:00:01 2026", nil, true),
            ("From  Mon Mar  2 10:00:01 2026", "", true),
            ("From @ Mon Mar  2 10:00:01 2026", "", true),
            ("From MAILER-DAEMON Mon Mar  2 10:00:01 2026", "", true),
            ("From - Mon Mar  2 10:00:01 2026", nil, true),
            ("From ada at customer.example  Mon Mar  2 10:00:01 2026", nil, true),
            ("From x@y.example Mon Mar  2 10:00:01 2026", "x@y.example", true),
            ("From x@y.example Mon Mar  2 10:00:01 1981", "x@y.example", true),
        ] as [(String, String?, Bool)])
    func unknownPartsAreNone(_ text: String, sender: String?, isDated: Bool) throws {
        let line = try #require(FromLine(Array((text + "\n").utf8)[...]))
        #expect(line.sender == sender)
        #expect((line.arrivedAt != nil) == isDated)
    }

    @Test(arguments: ["From me\n", ">From me\n", ">>From\n", "no line end", "", "a\n\n"])
    func quotingIsUndone(_ text: String) {
        let quoted = MboxText.quoted(Array(text.utf8))
        let lines = quoted.split(separator: 10, omittingEmptySubsequences: false).dropLast()
            .flatMap { MboxText.unquoted($0 + [10]) }
        #expect(MboxText.withoutSeparator(lines, isExact: true) == Array(text.utf8))
        #expect(!quoted.starts(with: "From ".utf8))
    }
}
