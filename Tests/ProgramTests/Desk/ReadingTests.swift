// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

/// Texts from outside, as `show`, `case` and `lead` print them.
@Suite struct ReadingTests {
    private static let long = String(repeating: "word ", count: 30)
    private static let quote = "On Monday Bob wrote:\n> one\n> two\n> three\n"

    private func site(_ body: String) throws -> Site {
        let site = try Site()
        let head = letter().split(separator: "\n").prefix { $0 != "It is dark here." }
        try #require(
            try site.deliver(head.joined(separator: "\n") + "\n\n" + body).status == 0)
        return site
    }

    @Test(arguments: [["show", "1"], ["case", "1"]])
    func linesAreBrokenToTheWidthThatWasAskedFor(command: [String]) throws {
        let site = try site(Self.long + "\n> " + Self.long)
        let narrow = try site.control(command, environment: ["COLUMNS": "60"])
        let rows = narrow.output.split(separator: "\n")
        #expect(rows.allSatisfy { $0.count <= 60 }, "\(narrow.output)")
        #expect(rows.contains { $0.hasPrefix(String(repeating: "word ", count: 11) + "word") })
        #expect(rows.filter { $0.hasPrefix("> word") }.count == 3)
        // A program that reads it finds the lines as they are.
        #expect(try site.control(command).output.contains(Self.long))
    }

    @Test(arguments: ["9223372036854775807", "100000000"])
    func anAbsurdWidthIsNotFilledWithBlanks(columns: String) throws {
        let site = try site("Text.")
        let list = try site.control(["emails"], environment: ["COLUMNS": columns])
        #expect(list.status == 0)
        let rows = list.output.split(separator: "\n")
        #expect(rows.count >= 2 && rows.allSatisfy { $0.utf8.count <= 1100 })
    }

    @Test func longQuotesAreFoldedForPeople() throws {
        let short = try site("New.\n\n" + Self.quote)
        let asked = ["COLUMNS": "80"]
        #expect(
            try short.control(["show", "1"], environment: asked).output
                .contains("\nOn Monday Bob wrote:\n> one\n> two\n> three\n"))
        let long = try site("New.\n\n" + Self.quote + "> four\n\nMore.\n")
        let shown = try long.control(["show", "1"], environment: asked).output
        #expect(shown.contains("\n[4 quoted lines: mailclerkctl show 1 --full]\n\nMore."))
        #expect(!shown.contains("> one"))
        for command in [["show", "1", "--full"], ["show", "1", "--text"]] {
            #expect(try long.control(command).output.contains("> one\n> two\n> three\n> four\n"))
        }
    }
}
