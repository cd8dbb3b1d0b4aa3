// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

/// What people read of `journal` and `explain`.
@Suite struct JournalTextTests {
    private func site() throws -> Site {
        try Site {
            $0.mailboxes[2].access = [AccessGrant(level: .manage, holder: .user("alice"))]
            $0.mailboxes[2].rules[0].condition = .all([
                .test(
                    .init(
                        field: .named(.subject), comparison: .contains,
                        operand: .text(String(repeating: "a long word ", count: 12))))
            ])
        }
    }

    @Test func linesFitWhereAWidthIsKnown() throws {
        let site = try site()
        try site.deliver()
        let narrow = try site.control(["journal", "1"], environment: ["COLUMNS": "80"])
        #expect(narrow.status == 0)
        #expect(narrow.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(narrow.output.contains(/Rule: +"Acknowledge" does not match \([^\n]+\n {9}[^ ]/))
        let wide = try site.control(["journal", "1"])
        #expect(wide.output.split(separator: "\n").contains { $0.count > 120 })
        // Nothing is lost between the lines.
        func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace } }
        #expect(words(narrow.output) == words(wide.output))
        let explained = try site.control(
            ["explain", "-m", "support"], input: letter("2"), environment: ["COLUMNS": "60"])
        #expect(explained.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
    }

    @Test func whatPeopleDidIsToldInFields() throws {
        let site = try site()
        try site.deliver()
        #expect(try site.control(["undo", "1", "--as", "alice"]).status == 0)
        let text = try site.control(["journal", "1"]).output
        #expect(text.contains(/UTC  undone\nCase: +1\n/))
        #expect(text.contains(/\nSubject: +Broken lamp\n/))
        #expect(text.contains(/\nContact: +Ada Lovelace ada@customer.example\n/))
        #expect(text.contains(/\nBy: +alice\n/))
        #expect(!text.contains("{"))
    }
}
