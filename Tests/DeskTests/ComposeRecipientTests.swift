// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox
import Testing

@testable import Desk

/// Tests the recipients of replies, and conflicts between replies of two users.
@Suite struct ComposeRecipientTests {
    private let later = Office.now + 2 * ComposeTests.hour

    private func draft(
        _ header: String, verified: Bool = true, all: Bool = false, cc: [String] = []
    ) throws -> ComposeDraft {
        let (site, email, _) = try ComposeTests.office(header, verified: verified)
        var request = ComposeRequest(emailID: email, purpose: .reply(toAll: all))
        request.cc = cc.compactMap { Address.parse($0) }
        return try site.desk("carol").draft(request, at: later)
    }

    @Test(arguments: [
        ("From: ada@c.example", true, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: Ada <home@c.example>", true, ["home@c.example"]),
        ("From: ada@c.example\nReply-To: home@c.example", false, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: support@example.com", true, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: help+x@example.com", true, ["ada@c.example"]),
        ("From: sales@example.com", true, ["sales@example.com"]),
        ("From: Lovelace, Ada <ada@c.example>", true, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: ada@@home.example", true, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: Ada home@c.example", true, ["ada@c.example"]),
        ("From: ada@c.example\nReply-To: <a da@c.example>, b@c.example", true, ["b@c.example"]),
        ("From: ada@c.example\nReply-To: < home @ c.example > (x)", true, ["home@c.example"]),
    ])
    func `a reply goes to Reply-To if the author is verified`(
        header: String, verified: Bool, expected: [String]
    ) throws {
        let draft = try draft(header, verified: verified)
        #expect(draft.to.map(\.address) == expected)
        #expect(draft.cc.isEmpty)
    }

    @Test func `a reply to all has each recipient once, without mailboxes and the user`() throws {
        let draft = try draft(
            """
            From: ada@c.example
            To: Support <support@example.com>, help@example.com, bob@c.example, sales@example.com
            Cc: BOB@c.example, ada@c.example, carol@staff.example, dan@c.example
            """, all: true, cc: ["Zoe <zoe@z.example>", "dan@c.example"])
        #expect(draft.to.map(\.address) == ["ada@c.example"])
        #expect(draft.cc.map(\.address) == ["bob@c.example", "zoe@z.example", "dan@c.example"])
        #expect(draft.leftOut.isEmpty)
    }

    @Test func `a reply to all leaves out non-participants unless the user adds them`() throws {
        let header = "From: ada@c.example\nCc: eve@evil.example"
        let plain = try draft(header, verified: false, all: true)
        #expect(plain.to.map(\.address) == ["ada@c.example"])
        #expect(plain.cc.isEmpty)
        #expect(plain.leftOut.map(\.address) == ["eve@evil.example"])
        let added = try draft(header, verified: false, all: true, cc: ["eve@evil.example"])
        #expect(added.cc.map(\.address) == ["eve@evil.example"])
        #expect(added.leftOut.isEmpty)

        let (site, email, _) = try ComposeTests.office(header)
        let thread = try site.desk("carol").emailRow(email).email.threadID
        try ComposeTests.receive(
            "From: eve@evil.example", thread: thread, at: Office.now + ComposeTests.hour + 1,
            verified: false, site)
        let request = ComposeRequest(emailID: email, purpose: .reply(toAll: true))
        let draft = try site.desk("carol").draft(request, at: later)
        #expect(draft.leftOut.map(\.address) == ["eve@evil.example"])
    }

    @Test func `a reply to an outgoing email goes to its recipients`() throws {
        let (site, email, _) = try ComposeTests.office()
        let desk = try site.desk("carol")
        let sent = try desk.send(
            ComposedMessage(text: "Yes."),
            ComposeRequest(emailID: email, purpose: .reply(toAll: false)),
            at: later)
        let draft = try desk.draft(
            ComposeRequest(emailID: sent.emailID, purpose: .reply(toAll: false)), at: later + 1)
        #expect(draft.to.map(\.address) == ["ada@customer.example"])
    }

    @Test func `a missing recipient and too many recipients are errors`() throws {
        #expect(throws: DeskError.nobodyToAnswer(email: 2)) {
            try draft("From: Support <support@example.com>")
        }
        #expect(throws: DeskError.nobodyToAnswer(email: 2)) { try draft("From: nobody") }
        #expect(throws: DeskError.nobodyToAnswer(email: 2)) { try draft("From: ada@@c.example") }
        let many = (0...50).map { "p\($0)@c.example" }
        #expect(throws: DeskError.tooManyRecipients(52, limit: 50)) {
            try draft("From: ada@c.example", cc: many)
        }
        #expect(try draft("From: ada@c.example", cc: Array(many.prefix(49))).cc.count == 49)
    }

    // MARK: Conflicts

    @Test func `another user's reply is a conflict until it was looked at`() throws {
        let (site, email, _) = try ComposeTests.office()
        let request = ComposeRequest(emailID: email, purpose: .reply(toAll: false))
        let (carol, dora) = (try site.desk("carol"), try site.desk("dora"))
        try carol.mark([email], asRead: true, at: later)
        let answer = try dora.send(ComposedMessage(text: "Yes."), request, at: later + 1)
        let error = DeskError.answeredMeanwhile(
            email: email, by: "dora", at: later + 1, in: answer.emailID)
        #expect(throws: error) { try carol.draft(request, at: later + 2) }
        #expect(throws: error) {
            try carol.send(ComposedMessage(text: "No."), request, at: later + 2)
        }
        #expect(
            try site.store.outboxRows(
                mailboxID: carol.emailRow(email).email.mailboxID, messageID: answer.messageID
            ).count == 1)
        // Her own reply is not a conflict.
        _ = try dora.draft(request, at: later + 2)
        var forced = request
        forced.isForced = true
        _ = try carol.draft(forced, at: later + 2)
        try carol.mark([email], asRead: true, at: later + 3)
        _ = try carol.send(ComposedMessage(text: "Yes, too."), request, at: later + 4)
    }

    @Test func `another user's reply is no conflict after the user has read it`() throws {
        let (site, email, _) = try ComposeTests.office()
        let request = ComposeRequest(emailID: email, purpose: .reply(toAll: false))
        let carol = try site.desk("carol")
        try carol.mark([email], asRead: true, at: later)
        let answer = try site.desk("dora").send(
            ComposedMessage(text: "Yes."), request, at: later + 1)
        try carol.mark([answer.emailID], asRead: true, at: later + 2)
        _ = try carol.draft(request, at: later + 3)
    }

    @Test func `a colleague's mail is a reply, a customer's or a forward is not`() throws {
        let (site, email, _) = try ComposeTests.office()
        let request = ComposeRequest(emailID: email, purpose: .reply(toAll: false))
        let carol = try site.desk("carol")
        let thread = try carol.emailRow(email).email.threadID
        try ComposeTests.receive(
            "From: ada@customer.example", thread: thread, at: later, site)
        let vendor = try #require(Address.parse("v@bulbs.example"))
        _ = try site.desk("dora").send(
            ComposedMessage(text: "See?"),
            ComposeRequest(emailID: email, purpose: .forward(to: [vendor], asAttachment: false)),
            at: later)
        _ = try carol.draft(request, at: later + 1)
        let own = try ComposeTests.receive(
            "From: alice@staff.example", thread: thread, at: later + 2, site)
        #expect(
            throws: DeskError.answeredMeanwhile(
                email: email, by: "alice", at: later + 2, in: own)
        ) { try carol.draft(request, at: later + 3) }
    }
}
