// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Transfer

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

    @Test(arguments: ["From me\n", ">From me\n", ">>From\n", "no line end", "", "a\n\n"])
    func quotingIsUndone(_ text: String) {
        let quoted = MboxText.quoted(Array(text.utf8))
        let lines = quoted.split(separator: 10, omittingEmptySubsequences: false).dropLast()
            .flatMap { MboxText.unquoted($0 + [10]) }
        #expect(MboxText.withoutSeparator(lines, isExact: true) == Array(text.utf8))
        #expect(!quoted.starts(with: "From ".utf8))
    }
}
