// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import TestSupport
import Testing

/// `convert`, `merge`, `split`, `move` and `mark`, as they are typed.
@Suite struct ArrangingCommandTests {
    private func site() throws -> Site {
        try Site { settings in
            settings.mailboxes[2].access = [
                AccessGrant(level: .reply, holder: .user("bob")),
                AccessGrant(level: .read, holder: .user("alice")),
            ]
        }
    }

    @Test func anEmailBecomesALeadByHand() throws {
        let site = try Site()
        #expect(
            try site.deliver(letter(to: "archive@example.com"), ["-r", "archive@example.com"])
                == .silent(0))
        let converted = try site.object(["convert", "1", "lead"])
        #expect(converted["lead"] as? Int == 1)
        #expect(converted["case"] is NSNull)
        let lead = try site.object(["lead", "1"])
        #expect(lead["name"] as? String == "Broken lamp")
        #expect(lead["email"] as? String == "ada@customer.example")
        let again = try site.control(["convert", "1", "case"])
        #expect(again.status == 77)
        #expect(again.error == "mailclerkctl: email 1 already belongs to lead 1\n")
        #expect(try site.outbox().isEmpty)
    }

    @Test func convertingTakesTheLevelReply() throws {
        let site = try site()
        #expect(try site.deliver(letter(head: "Precedence: bulk\n")) == .silent(0))
        #expect(try site.caseNumbers().isEmpty)
        #expect(try site.control(["convert", "1", "case", "--as", "alice"]).status == 77)
        #expect(try site.control(["convert", "1", "case", "--as", "eve"]).status == 67)
        let done = try site.control(["convert", "1", "case", "--as", "bob"])
        #expect(done.output == "converted email 1 to case 1\n")
        #expect(try site.caseNumbers() == [1])
        #expect(try site.control(["convert", "1", "nothing"]).status == 64)
    }

    @Test func splitGivesTheEmailACaseOfItsOwn() throws {
        let site = try site()
        #expect(try site.deliver() == .silent(0))
        #expect(
            try site.deliver(letter("2", head: "References: <1@customer.example>\n"))
                == .silent(0))
        let follow = try #require(try site.emails().last)
        #expect(try site.caseNumbers() == [1])
        let done = try site.control(["split", "\(follow.id)"])
        #expect(done.output == "split email \(follow.id) into a new thread, case 2\n")
        #expect(try site.query { try $0.emailIDs(of: .case(2)) } == [follow.id])
    }

    @Test func mergedCasesAndMovedThreadsShowWhereTheyWent() throws {
        let site = try site()
        for id in ["1", "2"] { #expect(try site.deliver(letter(id)) == .silent(0)) }
        let merged = try site.control(["merge", "1", "2"])
        #expect(merged.output == "merged case 2 into case 1\n")
        #expect(try site.control(["case", "2"]).output.contains("Merged into: case 1\n"))
        let moved = try site.control(["move", "1", "sales"])
        #expect(moved.status == 0, "\(moved.error)")
        #expect(moved.output.hasSuffix(" emails to sales\n"))
        #expect(try site.object(["case", "1"])["mailbox"] as? String == "sales")
        #expect(try site.control(["move", "1", "nowhere"]).status == 67)
    }

    @Test func spamLeavesTheListsUntilItIsRestored() throws {
        let site = try site()
        #expect(
            try site.deliver(letter(to: "archive@example.com"), ["-r", "archive@example.com"])
                == .silent(0))
        #expect(try site.control(["mark", "1", "--spam"]).status == 0)
        #expect(try site.objects(["emails"]).isEmpty)
        #expect(try site.objects(["emails", "--spam"]).count == 1)
        #expect(try site.control(["mark", "1", "--restore"]).status == 0)
        #expect(try site.objects(["emails"]).count == 1)
        #expect(try site.control(["mark", "1"]).status == 64)
        #expect(try site.control(["mark", "1", "--spam", "--trash"]).status == 64)
    }
}
