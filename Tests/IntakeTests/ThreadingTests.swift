// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Intake

/// Tests of the evidence by which a message joins a thread.
@Suite struct ThreadingTests {
    private static let day: Int64 = 86_400_000_000

    /// A site whose mailboxes put tokens into Reply-To, with case 1 of Ada.
    private func siteWithCase() throws -> (site: TestSite, answer: Message) {
        let site = try TestSite { settings in
            for index in settings.mailboxes.indices {
                settings.mailboxes[index].hasReplyToken = true
            }
        }
        try site.deliver(letter())
        let entry = try #require(try site.answers().first)
        return (site, Message(entry.message))
    }

    private func verdict(
        _ site: TestSite, _ text: String, to recipient: String = "support@example.com",
        from sender: String = "ada@customer.example"
    ) throws -> Verdict {
        try #require(try site.deliver(text, to: [recipient], from: sender).parts.first).verdict
    }

    // MARK: Tokens

    @Test func `Reply-To and Message-ID of a reply contain a token`() throws {
        let (_, answer) = try siteWithCase()
        let replyTo = try #require(answer.replyTo.first)
        let id = try #require(answer.messageID)
        let token = try #require(SignedMessageID.token(in: id))
        #expect(replyTo.address == "support+\(token)@example.com")
        #expect(token.utf8.count == 32)
    }

    @Test func `mail to the address with the token joins the case`() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        let joined = try verdict(site, letter("2", subject: "Other"), to: address.uppercased())
        #expect(joined.thread?.by.rawValue == "token")
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.thread?.isVerified == true)
        #expect(joined.action.will == .append)
        #expect(joined.threadNotes.isEmpty)
    }

    /// The mail server may have removed the address extension.
    @Test func `a token in the header is used`() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        let text = letter("2", subject: "Other")
            .replacing("To: support@example.com", with: "To: Support <\(address)>")
        #expect(try verdict(site, text).thread?.by.rawValue == "token")
    }

    @Test func `a token in References is used`() throws {
        let (site, answer) = try siteWithCase()
        let id = try #require(answer.messageID)
        let joined = try verdict(site, letter("2", head: "In-Reply-To: <\(id)>\n"))
        #expect(joined.thread?.by.rawValue == "token")
        #expect(joined.thread?.isVerified == true)
    }

    @Test func `mail with another sender's token is added as unverified`() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        let joined = try verdict(
            site, letter("2", from: "Eve <eve@other.example>"), to: address,
            from: "eve@other.example")
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.thread?.isVerified == false)
        #expect(joined.reply.will == false)
        #expect(joined.threadNotes == ["the token was issued to another sender"])
    }

    @Test func alteredTokenOpensANewCase() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        var letters = Array(address.utf8)
        letters[12] = letters[12] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
        let altered = String(decoding: letters, as: UTF8.self)
        let new = try verdict(site, letter("2"), to: altered)
        #expect(new.thread == nil)
        #expect(new.action.will == .create)
        #expect(new.threadNotes == ["a token was altered or belongs to another mailbox"])
    }

    @Test func tokenOfAnotherMailboxOpensANewRecord() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        let new = try verdict(
            site, letter("2"), to: address.replacing("support+", with: "sales+"))
        #expect(new.destination.mailbox.name == "sales")
        #expect(new.thread == nil)
        #expect(new.action.kind == .lead)
        #expect(new.threadNotes == ["a token was altered or belongs to another mailbox"])
    }

    @Test func `an expired token is ignored`() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        site.now += SignedToken.lifetime + Self.day
        let new = try verdict(site, letter("2"), to: address)
        #expect(new.thread == nil)
        #expect(new.threadNotes == ["a token has expired"])
        // Other evidence in the message is still used.
        let id = try #require(answer.messageID)
        let joined = try verdict(site, letter("3", head: "References: <\(id)>\n"), to: address)
        #expect(joined.thread?.by.rawValue == "references")
        #expect(joined.thread?.isVerified == true)
    }

    @Test func `a token is valid after the mailbox is renamed`() throws {
        let (site, answer) = try siteWithCase()
        let address = try #require(answer.replyTo.first?.address)
        site.settings.mailboxes[2].name = "helpdesk"
        site.settings.mailboxes[2].renamedFrom = "support"
        try site.apply()
        #expect(try verdict(site, letter("2"), to: address).thread?.by.rawValue == "token")
    }

    @Test func withoutTheSettingReplyToIsAbsent() throws {
        let site = try TestSite()
        try site.deliver(letter())
        let entry = try #require(try site.answers().first)
        #expect(Message(entry.message).replyTo.isEmpty)
    }

    // MARK: References

    @Test func `a non-participant with a valid reference is unverified`() throws {
        let (site, _) = try siteWithCase()
        let joined = try verdict(
            site,
            letter("2", head: "References: <1@customer.example>\n", from: "eve@other.example"),
            from: "eve@other.example")
        #expect(joined.thread?.by.rawValue == "references")
        #expect(joined.thread?.isVerified == false)
        #expect(joined.action.will == .append)
        #expect(joined.reply.vetoes.contains { $0.code == "unverified" })
    }

    @Test func `an address extension does not make another participant`() throws {
        let (site, _) = try siteWithCase()
        let joined = try verdict(
            site,
            letter("2", head: "References: <1@customer.example>\n", from: "ada+x@customer.example"))
        #expect(joined.thread?.isVerified == true)
    }

    @Test func forgedOpenerIsUnverified() throws {
        let site = try TestSite { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        try site.deliver(letter(head: "Authentication-Results: mx.example.com; dmarc=pass\n"))
        let joined = try verdict(
            site,
            letter(
                "2",
                head: "Authentication-Results: mx.example.com; dmarc=fail\n"
                    + "References: <1@customer.example>\n"))
        #expect(joined.thread?.isVerified == false)
    }

    // MARK: Numbers

    @Test(arguments: ["[Case 1] Broken lamp", "Re: [#1] lamp", "AW: (Fall 1)", "about case #1"])
    func numberFromAParticipantJoins(subject: String) throws {
        let (site, _) = try siteWithCase()
        let joined = try verdict(site, letter("2", subject: subject))
        #expect(joined.thread?.by.rawValue == "case-number")
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
    }

    @Test(arguments: ["1", "order #1", "[1/3] lamp", "showcase 1", "case 1a", "[Case 0]", "#1"])
    func otherNumbersAreNoCases(subject: String) throws {
        let (site, _) = try siteWithCase()
        #expect(try verdict(site, letter("2", subject: subject)).thread == nil)
    }

    @Test func `a case number from a non-participant opens a new case`() throws {
        let (site, _) = try siteWithCase()
        let new = try verdict(
            site, letter("2", subject: "[Case 1] let me in", from: "eve@other.example"),
            from: "eve@other.example")
        #expect(new.thread == nil)
        #expect(new.action.will == .create)
        #expect(
            new.threadNotes == ["the subject names case 1; the sender is not a participant of it"])
        #expect(try site.store.emailIDs(of: .case(1)).count == 1)
    }

    // MARK: Participants

    @Test func `recipients of a user become participants`() throws {
        let site = try TestSite { settings in
            var alice = User(name: "alice")
            alice.address = "alice@staff.example"
            settings.users = [alice]
        }
        try site.deliver(letter())
        let head = "References: <1@customer.example>\nCc: Bob <bob@customer.example>\n"
        let own = try verdict(
            site, letter("2", head: head, from: "alice@staff.example"),
            from: "alice@staff.example")
        #expect(own.thread?.isVerified == true)
        #expect(own.newParticipants == ["bob@customer.example"])
        let answer = try verdict(
            site,
            letter("3", head: "References: <2@customer.example>\n", from: "bob@customer.example"),
            from: "bob@customer.example")
        #expect(answer.thread?.isVerified == true)
        // The case number alone is enough as well.
        let number = try verdict(
            site, letter("4", subject: "[Case 1]", from: "bob@customer.example"),
            from: "bob@customer.example")
        #expect(number.thread?.by.rawValue == "case-number")
    }

    /// A user's address may be forged and a case number guessed, so they add no participants.
    @Test func `a case number with a user's address adds no participants`() throws {
        let site = try TestSite { settings in
            var alice = User(name: "alice")
            alice.address = "alice@staff.example"
            settings.users = [alice]
        }
        try site.deliver(letter())
        let forged = try verdict(
            site,
            letter(
                "2", subject: "[Case 1]", head: "Cc: eve@other.example\n",
                from: "alice@staff.example"), from: "eve@other.example")
        #expect(forged.newParticipants.isEmpty)
        let stranger = try verdict(
            site, letter("3", subject: "[Case 1]", from: "eve@other.example"),
            from: "eve@other.example")
        #expect(stranger.thread == nil)
    }

    @Test func `the customer who used a form is a participant`() throws {
        let site = try TestSite { $0.mailboxes[2].forms = ["form@www.example.com"] }
        try site.deliver(
            letter(
                head: "Reply-To: Ada <ada@customer.example>\n", from: "form@www.example.com"),
            from: "www@www.example.com")
        let answer = try #require(try site.answers().first)
        let joined = try verdict(site, letter("2", head: "In-Reply-To: <\(answer.messageID)>\n"))
        #expect(joined.thread?.isVerified == true)
    }

    // MARK: Merging threads

    @Test func `a message that refers to two threads merges them`() throws {
        let site = try TestSite()
        try site.deliver(letter("1"))
        try site.deliver(letter("2", subject: "Again"))
        #expect(try site.count("cases") == 2)
        let both = "References: <2@customer.example> <1@customer.example>\n"
        let joined = try verdict(site, letter("3", head: both))
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.thread?.merges.map(\.record) == [.case(2)])
        #expect(try site.store.emailIDs(of: .case(1)) == [1, 2, 3])
        #expect(try site.store.emailIDs(of: .case(2)).isEmpty)
        #expect(try site.store.caseRecord(number: 2)?.status == "resolved")
        #expect(try site.store.links(ofCase: 2).map(\.other) == [1])
        // The number of the merged case leads to the other case.
        let later = try verdict(site, letter("4", subject: "[Case 2] and?"))
        #expect(later.thread?.thread.record?.number(of: .case) == 1)
        let answer = try #require(try site.answers().dropFirst().first)
        let token = try verdict(site, letter("5", head: "In-Reply-To: <\(answer.messageID)>\n"))
        #expect(token.thread?.by.rawValue == "token")
        #expect(token.thread?.thread.record?.number(of: .case) == 1)
    }

    @Test func `threads without records are merged`() throws {
        let site = try TestSite()
        let archive = "archive@example.com"
        try site.deliver(letter("1"), to: [archive])
        try site.deliver(letter("2"), to: [archive])
        try site.deliver(
            letter("3", head: "References: <1@customer.example> <2@customer.example>\n"),
            to: [archive])
        #expect(try site.store.emailIDs(threadID: 1) == [1, 2, 3])
    }

    @Test func `a non-participant merges no threads`() throws {
        let site = try TestSite()
        try site.deliver(letter("1"))
        try site.deliver(
            letter("2", from: "bob@customer.example"), from: "bob@customer.example")
        let both = "References: <1@customer.example> <2@customer.example>\n"
        let joined = try verdict(site, letter("3", head: both))
        #expect(joined.thread?.merges.isEmpty == true)
        #expect(try site.store.emailIDs(of: .case(1)) == [1])
        #expect(try site.store.emailIDs(of: .case(2)) == [2, 3])
        #expect(joined.thread?.isVerified == false)
    }

    @Test func `automatic mail merges no threads`() throws {
        let site = try TestSite()
        try site.deliver(letter("1"))
        try site.deliver(letter("2"))
        let head =
            "Auto-Submitted: auto-replied\nReferences: <1@customer.example> <2@customer.example>\n"
        #expect(try verdict(site, letter("3", head: head)).thread?.merges.isEmpty == true)
        #expect(try site.store.emailIDs(of: .case(1)) == [1])
    }

    // MARK: Closed cases

    @Test func newCaseIsLinkedToTheClosedOne() throws {
        let site = try TestSite { $0.mailboxes[2].reopen = .new }
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let new = try verdict(site, letter("2", head: "References: <1@customer.example>\n"))
        #expect(new.follows == 1)
        let links = try site.store.links(ofCase: 2)
        #expect(links.map(\.other) == [1])
        #expect(links.map(\.relation) == [.follows])
        // Further mail of the old thread joins the thread of the nearest reference.
        let next = try verdict(site, letter("3", head: "References: <2@customer.example>\n"))
        #expect(next.thread?.thread.record?.number(of: .case) == 2)
    }

    @Test func newCasesWithoutAnActionStayInTheirThread() throws {
        let site = try TestSite { $0.mailboxes[2].reopen = .new }
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        site.settings.mailboxes[2].action.kind = .none
        try site.apply()
        let joined = try verdict(site, letter("2", head: "References: <1@customer.example>\n"))
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(joined.action.will == .append)
    }

    @Test func `a user's mail does not reopen a case`() throws {
        let site = try TestSite { settings in
            var alice = User(name: "alice")
            alice.address = "alice@staff.example"
            settings.users = [alice]
        }
        try site.deliver(letter())
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let author = "alice@staff.example"
        let joined = try verdict(
            site, letter(author, head: "References: <1@customer.example>\n", from: author),
            from: author)
        #expect(joined.thread?.thread.record?.number(of: .case) == 1)
        #expect(!joined.reopen.will)
        #expect(try site.store.caseRecord(number: 1)?.status == "closed")
    }

    // MARK: Reports

    private func bounce(of messageID: String) -> String {
        """
        From: MAILER-DAEMON@mx.customer.example
        To: support@example.com
        Subject: Undelivered
        Message-ID: <bounce@mx.customer.example>
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        It did not arrive.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.customer.example

        Final-Recipient: rfc822; ada@customer.example
        Action: failed
        Status: 5.1.1
        --b
        Content-Type: text/rfc822-headers

        Message-ID: <\(messageID)>
        Subject: [#1] Broken lamp
        --b--

        """
    }

    @Test func `a bounce joins the thread of the message that bounced`() throws {
        let (site, answer) = try siteWithCase()
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let id = try #require(answer.messageID)
        let filed = try verdict(site, bounce(of: id), from: "<>")
        #expect(filed.kind == .bounce)
        #expect(filed.thread?.by.rawValue == "report")
        #expect(filed.thread?.thread.record?.number(of: .case) == 1)
        #expect(filed.thread?.isVerified == true)
        #expect(!filed.reopen.will)
        #expect(!filed.reply.will)
    }

    /// A user's reply was not delivered, so the customer is still waiting.
    @Test func `a bounce of a user's reply reopens the case`() throws {
        let (site, _) = try siteWithCase()
        _ = try site.store.insert(
            OutboxEntry(
                emailID: 1, mailboxID: try #require(try site.store.mailbox(named: "support")).id,
                kind: .reply, recipient: "ada@customer.example", sender: "support@example.com",
                correspondent: "ada@customer.example", rule: nil, messageID: "person@example.com",
                message: [], at: site.now))
        try site.store.setStatus("closed", ofCase: 1, at: site.now)
        let filed = try verdict(site, bounce(of: "person@example.com"), from: "<>")
        #expect(filed.reopen.will)
        #expect(try site.store.caseRecord(number: 1)?.status == "open")
    }

    @Test func `a receipt joins the thread of the message that was read`() throws {
        let (site, answer) = try siteWithCase()
        let id = try #require(answer.messageID)
        let receipt = """
            From: Ada <ada@customer.example>
            To: support@example.com
            Subject: Read
            Message-ID: <read@customer.example>
            Content-Type: multipart/report; report-type=disposition-notification; boundary=b

            --b

            It was read.
            --b
            Content-Type: message/disposition-notification

            Final-Recipient: rfc822; ada@customer.example
            Original-Message-ID: <\(id)>
            Disposition: manual-action/MDN-sent-manually; displayed
            --b--

            """
        let filed = try verdict(site, receipt)
        #expect(filed.kind == .receipt)
        #expect(filed.thread?.by.rawValue == "report")
        #expect(filed.thread?.thread.record?.number(of: .case) == 1)
    }

    // MARK: A store of the previous schema

    /// Mail is delivered to a store whose last schema step has not run yet.
    @Test func `threading works in a store of the previous schema`() throws {
        let site = try TestSite()
        try site.deliver(letter())
        try site.store.undoLastStep()
        let old = try Store.open(.file(site.path))
        #expect(!old.hasCurrentSchema)
        var arrival = Arrival(
            input: Array(
                letter("2", subject: "[Case 1]", head: "References: <1@customer.example>\n").utf8),
            receivedAt: site.now)
        arrival.recipients = ["support@example.com"]
        arrival.sender = "ada@customer.example"
        let report = try Delivery(store: old, clock: .fixed(site.now))
            .deliver(&arrival)
        let verdict = try #require(report.parts.first?.verdict)
        #expect(verdict.thread?.thread.record?.number(of: .case) == 1)
        #expect(verdict.thread?.isVerified == true)
        #expect(verdict.degraded.isEmpty)
    }
}
