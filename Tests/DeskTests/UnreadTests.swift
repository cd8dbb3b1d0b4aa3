// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests the list of unread mail after read emails were marked, moved or erased.
@Suite struct UnreadTests {
    private let office: Office
    private let support: Int64
    private let ids: [Int64]

    init() throws {
        office = try Office()
        support = try #require(try office.store.mailbox(named: "support")).id
        let office = office
        var added: [Int64] = []
        try office.store.connection.transaction(.write) {
            for _ in 0..<900 { added.append(try office.add(to: "support")) }
        }
        ids = added
    }

    private func runs() throws -> Int64? {
        try office.store.connection.first("SELECT count(*) FROM read_run WHERE since < until") {
            try $0.int()
        }
    }

    private func unread(_ user: String = "alice") throws -> [Int64] {
        let page = Store.Page(limit: 2_000)
        return try office.desk(user).emailIDs("support", filter: unreadOnly, page: page).reversed()
    }

    private var unreadOnly: Store.EmailFilter {
        var filter = Store.EmailFilter()
        filter.isUnreadOnly = true
        return filter
    }

    /// Returns the emails that alice has not read, without the use of read ranges.
    private func expected() throws -> [Int64] {
        try office.store.connection.all(
            """
            SELECT id FROM email WHERE mailbox_id = $1 AND direction = 'in'
                AND NOT EXISTS (SELECT 1 FROM read_mark WHERE email_id = email.id
                    AND user_name = 'alice')
                AND NOT EXISTS (SELECT 1 FROM email_mark WHERE email_id = email.id)
            ORDER BY received_at, id
            """, support
        ) { try $0.int() }
    }

    @Test func `the list of unread mail is right after marks, moves and late mail`() throws {
        let (store, now) = (office.store, Office.now)
        try store.setRead(
            true, emailIDs: ids.filter { ![ids[100], ids[500]].contains($0) }, by: "alice", at: now)
        try store.gatherReadRanges()
        #expect(try runs() == 2)
        #expect(try unread() == [ids[100], ids[500]])
        #expect(try unread("gus").count == 900)

        try store.setRead(false, emailIDs: [ids[50], ids[0]], by: "alice", at: now)
        #expect(try unread() == [ids[0], ids[50], ids[100], ids[500]])
        try store.setRead(true, emailIDs: [ids[100], ids[50]], by: "alice", at: now)
        #expect(try unread() == [ids[0], ids[500]])
        try store.setMark(.spam, emailIDs: [ids[500], ids[20]], by: "alice", at: now)
        #expect(try unread() == [ids[0]])
        try store.setMark(nil, emailIDs: [ids[500], ids[20]], by: "alice", at: now)
        #expect(try unread() == expected())

        // Mail that arrives late, and mail moved from another mailbox.
        var late = Email(mailboxID: support, receivedAt: now + 300 * Office.minute + 7)
        late.threadID = try store.insertThread(
            mailboxID: support)
        let lateID = try store.insert(late, raw: [])
        #expect(try unread().contains(lateID))
        #expect(try unread() == expected())
        late.mailboxID = try #require(try store.mailbox(named: "sales")).id
        late.receivedAt += 10 * Office.minute
        late.threadID = try store.insertThread(
            mailboxID: late.mailboxID)
        let movedID = try store.insert(late, raw: [])
        try store.gatherReadRanges()
        let thread = try #require(try store.thread(id: late.threadID))
        try store.move(thread, to: support, at: now)
        #expect(try unread().contains(movedID))
        #expect(try unread() == expected())

        // The ID of an erased email is used again if it was the highest.
        _ = try store.erase(emailIDs: [movedID])
        late.mailboxID = support
        late.threadID = try store.insertThread(
            mailboxID: support)
        let again = try store.insert(late, raw: [])
        #expect(again == movedID)
        #expect(try unread() == expected())
    }

    @Test func `pages of unread mail make up the complete list`() throws {
        let (store, now) = (office.store, Office.now)
        let left = Set(ids.indices.filter { $0 % 90 == 0 }.map { ids[$0] })
        try store.setRead(true, emailIDs: ids.filter { !left.contains($0) }, by: "alice", at: now)
        try store.gatherReadRanges()
        #expect(try runs() ?? 0 > 0)
        let desk = try office.desk("alice")
        var found: [Int64] = []
        for page in 0..<4 {
            found += try desk.emailIDs(
                "support", filter: unreadOnly, page: Store.Page(limit: 3, offset: 3 * page))
        }
        #expect(found == left.sorted().reversed())
        #expect(try desk.emailIDs(filter: unreadOnly) == left.sorted().reversed())
    }
}
