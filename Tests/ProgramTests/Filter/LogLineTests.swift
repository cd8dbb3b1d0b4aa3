// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport
import Testing

/// The lines of the system log, which the filter writes to standard error, too, if that is a terminal.
@Suite struct LogLineTests {
    /// Delivers with a terminal as standard error; returns what was written there.
    private func log(
        _ site: Site, _ message: String, _ arguments: [String], clock: Int64? = nil
    ) throws -> [String] {
        let file = site.directory + "/message"
        try Data(message.utf8).write(to: URL(fileURLWithPath: file))
        var environment = Program.plainEnvironment
        if let clock { environment["MAILCLERK_TEST_CLOCK"] = "\(clock)" }
        let words = ([Program.filter.path, "-s", site.storePath] + arguments).map { "'\($0)'" }
        let terminal = Program(path: "/usr/bin/script")
        let outcome = try terminal.run(
            ["-qec", words.joined(separator: " ") + " < '\(file)'", "/dev/null"],
            environment: environment)
        return outcome.output.split(whereSeparator: \.isNewline).map(String.init)
    }

    private let sender = ["-f", "ada@customer.example", "support@example.com"]

    @Test func `a delivery is one line without subject and text`() throws {
        let site = try Site()
        let lines = try log(site, letter(), sender)
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        let form = #"""
            mailclerk: delivered mailbox=support email=1 case=1 from=<ada@customer.example> \#
            msgid=<1@customer.example> kind=personal action=create reply=due [0-9]+ms
            """#
        #expect(try Regex(form).wholeMatch(in: line) != nil, "\(line)")
        #expect(!line.contains("lamp") && !line.contains("dark"))
        let again = try log(site, letter(), sender)
        #expect(again.count == 1)
        #expect(
            again[0].hasPrefix(
                "mailclerk: duplicate mailbox=support email=1 from=<ada@customer.example>"))
    }

    @Test func `each result has its word`() throws {
        let site = try Site()
        let robot = letter("2", head: "Auto-Submitted: auto-replied\n")
        let vetoed = try log(site, robot, sender)
        #expect(vetoed.first?.contains(" reply=no veto=auto-submitted ") == true)
        let some = try log(site, letter("3"), sender + ["no@example.com"])
        #expect(some.count == 2)
        #expect(some.last == "mailclerk: unresolved recipient=<no@example.com>")
        let none = try log(site, letter("4"), ["-f", "a@b.example", "no@example.com"])
        #expect(none.contains("mailclerk: refused recipient=<no@example.com>: no such mailbox"))
        let late = try log(site, letter("5"), ["-m", "nosuch"])
        #expect(late.first?.hasPrefix("mailclerk: deferred: ") == true)
    }

    @Test func `what strangers write forges no field`() throws {
        let site = try Site()
        let message = letter("6> reply=held \u{1B}[31m x=<1")
        let lines = try log(site, message, ["-f", "a> case=9@b.example", "support@example.com"])
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(!line.contains("\u{1B}"))
        #expect(line.matches(of: #/ reply=/#).count == 1)
        #expect(line.matches(of: #/ case=/#).count == 1)
    }
}
