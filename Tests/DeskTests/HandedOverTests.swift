// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests notifications about records that a user gave to another; alice and carol have addresses.
@Suite struct HandedOverTests {
    private func office(
        _ notify: MailboxSettings.Notify, _ change: (inout Settings) -> Void = { _ in }
    ) throws -> (site: Office, number: Int64) {
        let office = try ComposeTests.office { settings in
            for index in settings.mailboxes.indices {
                settings.mailboxes[index].notify = notify
            }
            change(&settings)
        }
        return (office.site, office.number)
    }

    private func notices(_ site: Office) throws -> [OutboxEntry] {
        let ids = try site.store.connection.all("SELECT id FROM outbox ORDER BY id") {
            try $0.int()
        }
        return try ids.compactMap { try site.store.outboxEntry(id: $0) }
    }

    private func assign(_ user: String, owner: String? = nil, forced: Bool = false) -> RecordChange
    {
        var change = RecordChange()
        change.assignTo = user
        change.owner = owner
        change.isForced = forced
        return change
    }

    @Test(arguments: [
        (MailboxSettings.Notify.none, 0), (.assigned, 1), (.all, 1),
    ])
    func `the new assignee of a case is notified if the mailbox has notifications`(
        notify: MailboxSettings.Notify, count: Int
    ) throws {
        let (site, number) = try office(notify)
        _ = try site.desk("carol").set(caseNumber: number, assign("alice"), at: Office.now)
        let notices = try notices(site)
        #expect(notices.count == count)
        guard let notice = notices.first else { return }
        #expect(notice.kind == .notice && notice.state == .due && notice.sender.isEmpty)
        #expect(notice.recipient == "Alice@Staff.example")
        let message = Message(notice.message)
        #expect(message.autoSubmitted?.kind == .generated)
        #expect(message.subject == "[Case \(number)] (no subject)")
        #expect(
            message.bestText.hasPrefix("carol assigned Case \(number) in Support to you.\n"))
        #expect(message.bestText.contains("> It is dark."))
        #expect(SignedMessageID.token(in: notice.messageID) != nil)
    }

    @Test func `nobody is notified of own changes, of unchanged values, or twice`() throws {
        let (site, number) = try office(.assigned)
        let carol = try site.desk("carol")
        _ = try carol.set(caseNumber: number, assign("carol"), at: Office.now)
        #expect(try notices(site).isEmpty)
        _ = try carol.set(caseNumber: number, assign("alice", owner: "alice"), at: Office.now)
        #expect(try notices(site).count == 1)
        _ = try carol.set(caseNumber: number, assign("alice"), at: Office.now)
        _ = try carol.set(caseNumber: number, assign(""), at: Office.now)
        #expect(try notices(site).count == 1)
    }

    @Test func `a refused change sends no notification`() throws {
        let (site, number) = try office(.assigned)
        try site.desk("carol").noteSeen(.case(number))
        var urgent = RecordChange()
        urgent.priority = "high"
        _ = try site.desk("dora").set(caseNumber: number, urgent, at: Office.now)
        #expect(throws: DeskError.self) {
            try site.desk("carol").set(caseNumber: number, assign("alice"), at: Office.now)
        }
        #expect(try notices(site).isEmpty)
    }

    @Test func `the owners of a lead and of a merged case are notified`() throws {
        let (site, number) = try office(.assigned)
        let lead = try site.openLead(in: "support")
        try site.add(to: "support", thread: leadThread(lead, site))
        var change = RecordChange()
        change.owner = "alice"
        _ = try site.desk("carol").set(leadNumber: lead, change, at: Office.now)
        let duplicate = try site.openCase(in: "support").number
        _ = try site.desk("carol").set(caseNumber: number, assign("alice"), at: Office.now)
        _ = try site.desk("dora").merge(case: duplicate, into: number, at: Office.now)
        let texts = try notices(site).map { Message($0.message).bestText }
        #expect(
            texts.map { $0.prefix { $0 != "\n" } } == [
                "carol made you the owner of Lead \(lead) in Support.",
                "carol assigned Case \(number) in Support to you.",
                "dora merged case \(duplicate) into Case \(number).",
            ])
    }

    private func leadThread(_ number: Int64, _ site: Office) throws -> Int64 {
        let support = try #require(try site.store.mailbox(named: "support"))
        return try site.store.insertThread(
            mailboxID: support.id, record: .lead(number))
    }

    @Test func `mailbox addresses get no notification, and shadow mailboxes send none`() throws {
        for change in [
            { (settings: inout Settings) in settings.users[0].address = "help@example.com" },
            { settings in settings.users[0].address = nil },
            { settings in
                for index in settings.mailboxes.indices {
                    settings.mailboxes[index].isShadow = true
                }
            },
        ] {
            let (site, number) = try office(.assigned, change)
            _ = try site.desk("carol").set(caseNumber: number, assign("alice"), at: Office.now)
            #expect(try notices(site).isEmpty)
        }
    }
}
