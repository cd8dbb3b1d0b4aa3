// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// `search`, `contact` and `emails --search`, as they are typed.
@Suite struct SearchCommandTests {
    private func site() throws -> Site {
        let site = try Site { settings in
            settings.mailboxes[2].rules = []
            settings.mailboxes[2].access = [
                AccessGrant(level: .read, holder: .user("alice"))
            ]
        }
        #expect(try site.deliver() == .silent(0))
        #expect(
            try site.deliver(letter("2", to: "sales@example.com"), ["-r", "sales@example.com"])
                == .silent(0))
        return site
    }

    private func types(_ objects: [[String: Any]]) -> [String] {
        objects.compactMap { $0["type"] as? String }
    }

    @Test func emailsComeFirstThenWhatTheyBelongTo() throws {
        let site = try site()
        let found = try site.objects(["search", "broken", "from:ada"])
        #expect(types(found) == ["email", "email", "case", "lead", "contact"])
        #expect(found.compactMap { $0["id"] as? Int } == [2, 1])
        #expect(found[2]["number"] as? Int == 1 && found[2]["emails"] as? [Int] == [1])
        #expect(found[4]["address"] as? String == "ada@customer.example")
        let people = try site.control(["search", "broken", "from:ada"])
        #expect(people.status == 0 && people.error.isEmpty)
        let headings = ["Emails", "Cases", "Leads", "Contacts"]
        let lines = people.output.split(separator: "\n").map(String.init)
        #expect(lines.filter(headings.contains) == headings)
        #expect(types(try site.objects(["search", "broken", "--limit", "1"])).count == 4)
        #expect(
            types(try site.objects(["search", "broken", "--limit", "1", "--page", "2"])) == [
                "email"
            ])
    }

    @Test func aNameWithoutAnAddressIsNoContact() throws {
        let site = try site()
        let message = "From: Smith\nTo: support@example.com\nSubject: Roof\n\nText.\n"
        #expect(try site.deliver(message, ["-f", "", "-r", "support@example.com"]) == .silent(0))
        #expect(types(try site.objects(["search", "smith"])) == ["email"])
    }

    @Test func nothingOfOtherMailboxesIsFound() throws {
        let site = try site()
        let found = try site.objects(["search", "broken", "--as", "alice"])
        #expect(types(found) == ["email", "case", "contact"])
        #expect(
            try site.objects(["search", "1", "--as", "alice"]).map { $0["type"] as? String }
                == ["case"])
        let none = try site.control(["search", "broken", "--as", "eve"])
        let empty = try site.control(["search", "nosuchword", "--as", "eve"])
        #expect(none == empty)
        #expect(none == Outcome(status: 0, output: "", error: "mailclerkctl: nothing matches\n"))
        let hidden = try site.control(["contact", "ada@customer.example", "--as", "eve"])
        #expect(hidden.status == 67)
        #expect(
            hidden.error == "mailclerkctl: no such contact: ada@customer.example "
                + "(or you may not see it)\n")
    }

    @Test func wordsWithADashAreLeftOut() throws {
        let site = try site()
        #expect(types(try site.objects(["search", "broken", "-lamp"])) == [])
        #expect(types(try site.objects(["search", "-hello", "broken"])).contains("email"))
        #expect(try site.control(["search", "lamp", "--nosuch"]).status == 64)
        #expect(try site.control(["search", "-h"]).output.contains("USAGE"))
        let behind = try Program.control.run([
            "--store", site.storePath, "search", "broken", "--", "-lamp",
        ])
        #expect(behind == Outcome(status: 0, output: "", error: "mailclerkctl: nothing matches\n"))
    }

    @Test(arguments: [[], [""], [" ", ""]])
    func anEmptySearchIsWrongUsageWithAnExample(words: [String]) throws {
        let site = try site()
        let outcome = try site.control(["search"] + words)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains("such as: lamp from:ada"))
        let date = try site.control(["search", "lamp", "since:never"])
        #expect(date.status == 64)
        #expect(date.error.contains("since: must be a date"))
        #expect(types(try site.objects(["search", "lamp", "since:1h"])).contains("email"))
    }

    @Test(arguments: ["\"", "*", "AND", "NEAR(", "\u{1F4A1}", "'", ")", "a:b:c", "\u{1B}[31m"])
    func noQueryIsASyntaxError(query: String) throws {
        let site = try site()
        for command in [["search", query], ["emails", "--search", query]] {
            let outcome = try site.control(command)
            #expect(outcome.status == 0, "\(command)")
            #expect(!outcome.error.contains("\u{1B}"))
        }
    }

    @Test func theGridTakesTheSameSearch() throws {
        let site = try site()
        #expect(try site.objects(["emails", "--search", "\"broken lamp\""]).count == 2)
        #expect(try site.objects(["emails", "support", "--search", "bro* from:ada"]).count == 1)
        #expect(try site.objects(["emails", "--search", "-broken"]).isEmpty)
        #expect(try site.control(["emails", "--search", ""]).status == 64)
    }

    @Test func aPersonsHistoryIsOneObject() throws {
        let site = try site()
        let history = try site.object(["contact", "ADA@customer.example"])
        #expect(history["address"] as? String == "ada@customer.example")
        #expect((history["cases"] as? [[String: Any]])?.count == 1)
        #expect((history["leads"] as? [[String: Any]])?.count == 1)
        let emails = try #require(history["emails"] as? [[String: Any]])
        #expect(emails.compactMap { $0["direction"] as? String }.contains("in"))
        let alice = try site.object(["contact", "ada@customer.example", "--as", "alice"])
        #expect((alice["leads"] as? [[String: Any]])?.isEmpty == true)
        let shown = try site.control(["contact", "ada@customer.example"])
        #expect(shown.status == 0)
        #expect(shown.output.contains("ada@customer.example"))
        #expect(try site.control(["contact", "nobody@customer.example"]).status == 67)
    }

    @Test func wideCharactersStayWithin80Columns() throws {
        let site = try site()
        let wide = "ランプ \u{1F4A1} 壊れました"
        for number in 3...5 {
            let subject = String(repeating: wide, count: number)
            let message = """
                From: \(String(repeating: "山田", count: number)) <y@customer.example>
                To: support@example.com
                Subject: \(subject)
                Message-ID: <\(number)@customer.example>
                Content-Type: text/plain; charset=utf-8

                \(wide)

                """
            #expect(try site.deliver(message) == .silent(0))
        }
        let found = try site.control(["search", "ランプ"], environment: ["COLUMNS": "80"])
        let lines = found.output.split(separator: "\n")
        #expect(lines.count > 8)
        for line in lines { #expect(Terminal.displayWidth(of: String(line)) <= 80, "\(line)") }
    }

    @Test func flushBringsTheIndexUpToDate() throws {
        let site = try site()
        #expect(try site.query { try $0.hasUnindexedEmails(moreThan: 1) })
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.query { try !$0.hasUnindexedEmails(moreThan: 0) })
        #expect(try site.deliver(letter("3")) == .silent(0))
        #expect(try site.query { try $0.hasUnindexedEmails(moreThan: 0) })
        #expect(try site.objects(["emails", "--search", "broken"]).count == 3)
    }

    @Test func anOlderStoreMustBeMigratedFirst() throws {
        let site = try site()
        let commands = [
            ["search", "lamp"], ["emails", "--search", "lamp"], ["emails", "--unread"],
            ["contact", "ada@customer.example"], ["flush"],
        ]
        // One step behind all goes on.
        try site.query { store in try store.undoLastStep() }
        for command in commands { #expect(try site.control(command).status == 0) }
        try site.query { store in
            try store.connection.execute("DELETE FROM migration WHERE name = '004-email-counts'")
        }
        for command in commands {
            let outcome = try site.control(command)
            #expect(outcome.status == 78)
            #expect(outcome.error.contains("mailclerkctl migrate"))
        }
    }
}
