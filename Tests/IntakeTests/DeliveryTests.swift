// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox
import Testing

@testable import Intake

@Suite struct DeliveryTests {
    @Test func messageBecomesEmailCaseAndReply() throws {
        let site = try TestSite()
        let report = try site.deliver(letter())
        let part = try #require(report.parts.first)
        #expect(part.verdict.action.will == .create)
        let record = try #require(try site.store.caseRecord(number: 1))
        #expect(record.subject == "Broken lamp")
        #expect(record.description == "It is dark here.")
        #expect(record.owner == "carol")
        #expect(record.assignedTo == "bob")
        #expect(record.status == "open")
        #expect(record.priority == "normal")
        #expect(record.source == "email")
        #expect(record.tags == ["email", "new"])
        let contact = try #require(try record.contactID.flatMap { try site.store.contact(id: $0) })
        #expect(contact.name == "Ada Lovelace")
        #expect(contact.firstName == "Ada")
        #expect(contact.lastName == "Lovelace")
        #expect(contact.address == "ada@customer.example")
        let email = try #require(try site.store.email(id: part.emailID))
        #expect(email.subject == "Broken lamp")
        #expect(email.snippet == "It is dark here.")
        #expect(try site.store.raw(emailID: part.emailID) == Array(letter().utf8))

        let answer = try #require(try site.answers().first)
        #expect(answer.sender == "")
        #expect(answer.recipient == "ada@customer.example")
        let text = String(decoding: answer.message, as: UTF8.self)
        #expect(text.contains("From: Customer support <support@example.com>\n"))
        #expect(text.contains("To: ada@customer.example\n"))
        #expect(text.contains("Subject: [#1] Broken lamp\n"))
        #expect(text.contains("Auto-Submitted: auto-replied\n"))
        #expect(text.contains("In-Reply-To: <1@customer.example>\n"))
        #expect(text.contains("References: <1@customer.example>\n"))
        #expect(text.contains("Dear Ada,\n\ncase 1.\nExample Ltd\n"))
    }

    @Test func sameMessageIsDeliveredOnce() throws {
        let site = try TestSite()
        try site.deliver("Received: from a\n" + letter())
        try site.deliver("Delivered-To: support@example.com\nReceived: from b\n" + letter())
        let third = try site.deliver("From ada@customer.example Mon Sep 21\n" + letter())
        #expect(third.parts.first?.verdict.duplicateOf != nil)
        #expect(try site.count("email") == 1)
        #expect(try site.count("cases") == 1)
        #expect(try site.answers().count == 1)
    }

    @Test func sameMessageAfterFourteenDaysIsNew() throws {
        let site = try TestSite()
        try site.deliver(letter())
        site.now += 14 * 86_400_000_000
        let second = try site.deliver(letter())
        #expect(second.parts.first?.verdict.duplicateOf == nil)
    }

    @Test func listCopyMakesNoSecondRecord() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let copy = try site.deliver(letter(body: "It is dark here.\n-- \nlist footer\n"))
        #expect(copy.parts.first?.verdict.thread?.by.rawValue == "message-id")
        #expect(try site.count("email") == 2)
        #expect(try site.count("cases") == 1)
        #expect(try site.answers().count == 1)
    }

    @Test func twoMailboxesEachGetTheMail() throws {
        let site = try TestSite()
        let report = try site.deliver(
            letter(), to: ["support@example.com", "SALES+x@Example.COM", "nobody@example.com"])
        #expect(report.parts.map(\.verdict.destination.mailbox.name) == ["support", "sales"])
        let lead = try #require(try site.store.lead(number: 1))
        #expect(lead.name == "Broken lamp")
        #expect(lead.notes == "It is dark here.")
        #expect(lead.firstName == "Ada")
        #expect(lead.lastName == "Lovelace")
        #expect(lead.email == "ada@customer.example")
        #expect(lead.status == "new")
        #expect(lead.source == "web")
        let unresolved = try site.store.connection.first(
            "SELECT details FROM journal WHERE event = 'unresolved'"
        ) { try $0.text() }
        #expect(unresolved == #"{"recipient":"nobody@example.com"}"#)
    }

    @Test func followUpJoinsItsCase() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let answer = try #require(try site.answers().first)
        let report = try site.deliver(
            letter("2", subject: "Re: Broken lamp", head: "In-Reply-To: <\(answer.messageID)>\n"))
        let verdict = try #require(report.parts.first?.verdict)
        #expect(verdict.thread?.by.rawValue == "token")
        #expect(verdict.action.will == .append)
        #expect(try site.store.emailIDs(of: .case(1)).count == 2)
        #expect(try site.answers().count == 1)
    }

    @Test func `a non-participant in a thread is unverified`() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let report = try site.deliver(
            letter(
                "2", head: "References: <1@customer.example>\n", from: "Eve <eve@other.example>"),
            from: "eve@other.example")
        #expect(report.parts.first?.verdict.thread?.isVerified == false)
        #expect(report.parts.first?.verdict.action.will == .append)
        #expect(try site.store.email(id: 2)?.isVerified == false)
    }

    @Test(arguments: [
        (MailboxSettings.Reopen.reopen, "open", Int64(1)), (.leave, "closed", 1),
        (.new, "closed", 2),
    ])
    func `the setting reopen decides about a customer's mail in a closed case`(
        setting: MailboxSettings.Reopen, status: String, cases: Int64
    ) throws {
        let site = try TestSite { $0.mailboxes[2].reopen = setting }
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        try site.deliver(letter("2", head: "References: <1@customer.example>\n"))
        #expect(try site.store.caseRecord(number: 1)?.status == status)
        #expect(try site.count("cases") == cases)
    }

    @Test func automaticMailMakesNoRecordAndReopensNothing() throws {
        let site = try TestSite()
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        try site.deliver(
            letter(
                "2", head: "Auto-Submitted: auto-replied\nReferences: <1@customer.example>\n"))
        try site.deliver(letter("3", head: "Auto-Submitted: auto-generated\n"))
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
        #expect(try site.count("cases") == 1)
        #expect(try site.count("email") == 3)
        #expect(try site.answers().count == 1)
    }

    @Test func brokenTemplateDegradesAndKeepsTheCase() throws {
        let site = try TestSite { settings in
            settings.templates = [
                TemplateSource(
                    purpose: .reply, name: "acknowledge", language: "en", form: .text, fields: [],
                    body: "{{#open}}never closed")
            ]
        }
        let report = try site.deliver(letter())
        #expect(report.refusal == nil)
        let part = try #require(report.parts.first)
        #expect(part.verdict.degraded.count == 1)
        #expect(try site.count("cases") == 1)
        #expect(try site.answers().isEmpty)
        #expect(try site.store.journal(emailID: part.emailID).map(\.event.rawValue) == ["degraded"])
    }

    @Test func shadowMailboxDecidesAndSendsNothing() throws {
        let site = try TestSite { $0.mailboxes[2].isShadow = true }
        let report = try site.deliver(letter())
        #expect(report.parts.first?.verdict.reply.why.contains("would have replied") == true)
        #expect(try site.answers().isEmpty)
        #expect(try site.count("cases") == 1)
    }

    @Test(arguments: ["\n", "\r\n", "From ada@customer.example Mon Sep 21 2026\n\n"])
    func `lines before the header are skipped`(lead: String) throws {
        let site = try TestSite()
        let report = try site.deliver(lead + letter())
        let id = try #require(report.parts.first?.emailID)
        #expect(try site.store.email(id: id)?.subject == "Broken lamp")
    }

    @Test func `the reply to mail that waited for a day expires`() throws {
        let site = try TestSite()
        try site.deliver(letter("in-time"), waitedFor: 86_400_000_000)
        try site.deliver(letter("late"), waitedFor: 86_400_000_001)
        #expect(try site.answers().map(\.state) == [.sending, .due])
        _ = try site.store.claimOutboxEntry(
            now: site.now, leaseUntil: site.now, expiry: Outbox.expiry)
        #expect(try site.answers().last?.state == .expired)
        #expect(try site.count("cases") == 2)
    }

    @Test func unknownAndFormerAddresses() throws {
        let site = try TestSite()
        let unknown = try site.deliver(letter(), to: ["nobody@example.com"])
        #expect(unknown.refusal == .noSuchMailbox(address: "nobody@example.com"))
        site.settings.mailboxes[2].aliases = []
        try site.apply()
        let former = try site.deliver(letter(), to: ["help@example.com"])
        guard case .deferred = former.refusal else {
            Issue.record("a former address is deferred, not \(String(describing: former.refusal))")
            return
        }
        #expect(try site.store.retire(address: "help@example.com"))
        let retired = try site.deliver(letter(), to: ["help@example.com"])
        #expect(retired.refusal == .noSuchMailbox(address: "help@example.com"))
        #expect(try site.count("email") == 0)
    }

    @Test func statementsDoNotGrowWithTheStore() throws {
        let site = try TestSite()
        for number in 0..<3 { try site.deliver(letter("warm\(number)")) }
        func statements(_ id: String) throws -> Int {
            let before = site.store.connection.statementsRun
            try site.deliver(letter(id), from: "\(id)@customer.example")
            return site.store.connection.statementsRun - before
        }
        let small = try statements("small")
        for number in 0..<100 {
            try site.deliver(letter("n\(number)"), from: "n\(number)@customer.example")
        }
        #expect(try statements("large") == small)
        #expect(small <= 32)
    }
}
