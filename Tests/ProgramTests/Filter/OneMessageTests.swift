// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

@Suite struct OneMessageTests {
    @Test func messageBecomesEmailCaseAndReply() throws {
        let site = try Site()
        #expect(try site.deliver() == .silent(0))
        let email = try #require(try site.emails().first)
        #expect(email.subject == "Broken lamp")
        #expect(email.from?.name == "Ada Lovelace")
        #expect(try site.raw() == Array(letter().utf8))
        #expect(try site.caseNumbers() == [1])
        let handed = try site.sendmail.handed()
        #expect(handed.map(\.arguments) == [["-i", "-f", "", "--", "ada@customer.example"]])
        let reply = try #require(handed.first?.message)
        #expect(reply.contains("Subject: [#1] Broken lamp\n"))
        #expect(reply.contains("Auto-Submitted: auto-replied\n"))
        #expect(reply.contains("In-Reply-To: <1@customer.example>\n"))
        #expect(reply.contains("\nThis is case 1.\n"))
        #expect(try site.outbox().map(\.state) == [.sent])
    }

    @Test func sameMessageThreeTimesIsDeliveredOnce() throws {
        let site = try Site()
        for head in ["", "Delivered-To: support@example.com\n", "From ada@customer.example  Mon\n"]
        {
            #expect(try site.deliver(letter(head: head)) == .silent(0))
        }
        #expect(try site.emails().count == 1)
        #expect(try site.caseNumbers() == [1])
        #expect(try site.sendmail.handed().count == 1)
    }

    @Test func recipientsOfOneMailboxAreOneDeliveryAndOfTwoAreTwo() throws {
        let site = try Site()
        let recipients = [
            "-f", "ada@customer.example", "-r", "support@example.com", "-r", "help@example.com",
            "sales@example.com",
        ]
        #expect(try site.deliver(letter(), recipients) == .silent(0))
        #expect(try site.arrivals() == ["sales", "support"])
        #expect(try site.sendmail.handed().count == 1)
        #expect(try site.query { try $0.lead(number: 1) }?.name == "Broken lamp")
    }

    @Test(arguments: [
        ("--version", "mailclerk "), ("--help", "usage: mailclerk "),
    ])
    func wordsForPeople(option: String, beginning: String) throws {
        let outcome = try Program.filter.run([option])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix(beginning))
        #expect(outcome.error == "")
    }
}
