// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests of notifications of users, and that no notification causes another.
@Suite struct NoticeTests {
    /// Alice may read, Bob is assigned, Carol owns, Dora has no access, Eve has no address.
    private func site(
        _ notify: MailboxSettings.Notify, _ change: (inout Settings) -> Void = { _ in }
    ) throws -> TestSite {
        try TestSite { settings in
            settings.users = ["alice", "bob", "carol", "dora", "eve"].map { name in
                var user = User(name: name)
                if name != "eve" { user.address = "\(name)@staff.example" }
                return user
            }
            settings.users[1].fullName = "Bob Builder"
            settings.roles = ["agents": ["alice", "eve"]]
            settings.mailboxes[2].notify = notify
            settings.mailboxes[2].access = [
                AccessGrant(level: .reply, holder: .role("agents"))
            ]
            change(&settings)
        }
    }

    private func notices(_ site: TestSite) throws -> [OutboxEntry] {
        try site.answers().filter { $0.kind == .notice }
    }

    @Test(arguments: [
        (MailboxSettings.Notify.none, [String]()), (.assigned, ["bob", "carol"]),
        (.all, ["alice", "bob", "carol"]),
    ])
    func `these users are notified of a new case`(notify: MailboxSettings.Notify, users: [String])
        throws
    {
        let site = try site(notify)
        let report = try site.deliver(letter())
        #expect(report.parts.first?.verdict.notices.map(\.user.name) == users)
        #expect(try notices(site).map(\.recipient) == users.map { "\($0)@staff.example" })
        #expect(try notices(site).allSatisfy { $0.sender == "" && $0.state == .due })
    }

    @Test func `a notification is automatic mail and quotes the message`() throws {
        let site = try site(.assigned)
        try site.deliver(letter())
        let notice = Message(try #require(try notices(site).first).message)
        #expect(notice.subject == "[Case 1] Broken lamp")
        #expect(notice.to.first?.displayName == "Bob Builder")
        #expect(notice.from.first?.address == "support@example.com")
        #expect(notice.autoSubmitted?.kind == .generated)
        let text = notice.bestText
        #expect(text.contains("> It is dark here."))
        #expect(text.contains("Ada Lovelace <ada@customer.example>"))
        #expect(text.contains("mailclerkctl case 1"))
        let ids = try notices(site).map(\.messageID)
        #expect(Set(ids).count == 2)
        #expect(ids.allSatisfy { SignedMessageID.token(in: $0) != nil })
    }

    @Test func `the assigned user is notified of the customer's reply`() throws {
        let site = try site(.assigned)
        try site.deliver(letter())
        try site.deliver(letter("2", head: "References: <1@customer.example>\n"))
        #expect(
            try notices(site).map(\.recipient) == [
                "bob@staff.example", "carol@staff.example", "bob@staff.example",
            ])
    }

    @Test(arguments: [("root", ["bob", "carol"]), ("carol", ["bob"])])
    func `a conversion notifies the assigned users except the one who converts`(
        user: String, told: [String]
    ) throws {
        let site = try site(.assigned)
        try site.deliver(letter(head: "Auto-Submitted: auto-generated\n"))
        #expect(try notices(site).isEmpty)
        _ = try Replay(store: site.store, now: site.now, by: user).convert(1, to: .case)
        #expect(try notices(site).map(\.recipient) == told.map { "\($0)@staff.example" })
    }

    @Test func `users are not notified of their own mail`() throws {
        let site = try site(.assigned)
        try site.deliver(letter())
        let report = try site.deliver(
            letter("2", head: "References: <1@customer.example>\n", from: "bob@staff.example"),
            from: "bob@staff.example")
        let notice = try #require(report.parts.first?.verdict.notices.first)
        #expect(!notice.will)
        #expect(notice.why.contains("own message"))
        #expect(try notices(site).count == 2)
    }

    @Test(arguments: [
        "Auto-Submitted: auto-replied\n", "Auto-Submitted: auto-generated\n",
        "X-Autoreply: yes\n", "Precedence: bulk\n", "List-Id: <l.example>\n",
    ])
    func `automatic mail notifies nobody`(head: String) throws {
        let site = try site(.all)
        try site.deliver(letter())
        let before = try notices(site).count
        try site.deliver(
            letter("2", head: head + "References: <1@customer.example>\n"))
        #expect(try notices(site).count == before)
    }

    /// A notification that is forwarded back to the mailbox creates nothing and notifies nobody,
    /// even if it has lost its marks.
    @Test func `a notification that comes back notifies nobody`() throws {
        let site = try site(.all)
        try site.deliver(letter())
        let before = try notices(site)
        let text = String(decoding: try #require(before.first).message, as: UTF8.self)
            .replacing("Auto-Submitted: auto-generated\n", with: "")
            .replacing("X-Auto-Response-Suppress: All\n", with: "")
        let report = try site.deliver(text, from: "bob@staff.example")
        let verdict = try #require(report.parts.first?.verdict)
        #expect(verdict.notices.isEmpty)
        #expect(!verdict.reply.will)
        #expect(try notices(site).count == before.count)
    }

    @Test func `no notification is sent to the address of a mailbox`() throws {
        let site = try site(.assigned) { $0.users[1].address = "sales@example.com" }
        let report = try site.deliver(letter())
        let notice = try #require(report.parts.first?.verdict.notices.first)
        #expect(!notice.will)
        #expect(try notices(site).map(\.recipient) == ["carol@staff.example"])
    }

    @Test func `shadow and total-limit prevent notifications`() throws {
        let shadow = try site(.assigned) { $0.mailboxes[2].isShadow = true }
        try shadow.deliver(letter())
        #expect(try notices(shadow).isEmpty)
        let limited = try site(.assigned) {
            $0.replies.totalLimit = RateLimit(count: 2, within: 3_600_000_000)
        }
        for number in 1...4 {
            try limited.deliver(letter("\(number)"), from: "c\(number)@customer.example")
        }
        #expect(try notices(limited).filter { $0.recipient == "bob@staff.example" }.count == 2)
        limited.now += 3_600_000_001
        try limited.deliver(letter("later"), from: "later@customer.example")
        #expect(try notices(limited).filter { $0.recipient == "bob@staff.example" }.count == 3)
    }

    @Test func `a notification marks mail of a non-participant`() throws {
        let site = try site(.assigned)
        try site.deliver(letter())
        try site.deliver(
            letter("2", head: "References: <1@customer.example>\n", from: "eve@other.example"),
            from: "eve@other.example")
        let text = Message(try #require(try notices(site).last).message).bestText
        #expect(text.contains("not a participant"))
    }

    @Test func `mail stored without replies notifies nobody`() throws {
        let site = try site(.assigned)
        var arrival = Arrival(input: Array(letter().utf8), receivedAt: site.now)
        arrival.recipients = ["support@example.com"]
        arrival.sender = "ada@customer.example"
        arrival.effects.replies = false
        _ = try Delivery(store: site.store, clock: .fixed(site.now))
            .deliver(&arrival)
        #expect(try site.count("cases") == 1)
        #expect(try notices(site).isEmpty)
    }
}
