// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests pages far down a list after emails were added, marked, moved and erased.
@Suite struct EmailCountTests {
    private let page = 400

    /// Adds emails to support, beginning at a minute, with a number of emails in each minute.
    private func add(
        _ count: Int, to site: Office, from minute: Int64 = 0, perMinute: Int64 = 1
    ) throws {
        let store = site.store
        let support = try #require(try store.mailbox(named: "support")).id
        try store.connection.transaction(.write) {
            for number in 0..<Int64(count) {
                var email = Email(
                    mailboxID: support,
                    receivedAt: Office.now + (minute + number / perMinute) * Office.minute)
                email.threadID = try store.insertThread(
                    mailboxID: support)
                _ = try store.insert(email, raw: [])
            }
        }
    }

    /// Checks that the pages make up the complete list, and that the counts are right.
    private func expectPages(_ site: Office) throws {
        for mailbox in ["support", "board"] {
            let desk = try site.desk(of: .owner(name: "root"))
            let whole = try desk.emailIDs(mailbox)
            for offset in stride(from: 0, through: whole.count + page, by: page) {
                let ids = try desk.emailIDs(
                    mailbox, page: Store.Page(limit: page, offset: offset))
                #expect(ids == Array(whole.dropFirst(offset).prefix(page)), "\(offset)")
            }
            let counted = try site.store.connection.first(
                """
                SELECT sum(emails) FROM email_count JOIN mailbox ON mailbox.id = mailbox_id
                WHERE name = $1
                """, mailbox
            ) { try $0.optionalInt() }
            if let counted = counted ?? nil { #expect(counted == whole.count) }
        }
    }

    private func buckets(_ site: Office) throws -> [Int64] {
        try site.store.connection.all(
            "SELECT emails FROM email_count ORDER BY mailbox_id DESC, since"
        ) { try $0.int() }
    }

    @Test func `pages are right before and after emails are counted, and after more mail`()
        throws
    {
        let site = try Office()
        try add(3_000, to: site)
        try expectPages(site)
        try site.store.divideEmailCounts()
        #expect(try buckets(site).filter { $0 > 0 } == [512, 512, 512, 512, 952])
        try expectPages(site)
        // Newer emails, older emails, and some between them.
        try add(1_200, to: site, from: 3_000)
        try add(700, to: site, from: -700)
        try add(700, to: site, from: 1_000)
        try expectPages(site)
        try site.store.divideEmailCounts()
        #expect(try buckets(site).allSatisfy { $0 < 1_024 })
        try expectPages(site)
    }

    @Test func `emails that arrived at the same time stay in one bucket`() throws {
        let site = try Office()
        try add(2_000, to: site, perMinute: 2_000)
        try site.store.divideEmailCounts()
        #expect(try buckets(site).filter { $0 > 0 } == [2_000])
        try add(2_000, to: site, from: 1)
        try add(1_500, to: site, from: -1, perMinute: 1_500)
        try site.store.divideEmailCounts()
        #expect(try buckets(site).filter { $0 >= 1_024 } == [1_500, 2_000])
        try expectPages(site)
    }

    @Test func `marks, moves and erasures are counted`() throws {
        let site = try Office()
        try add(2_500, to: site)
        try site.store.divideEmailCounts()
        let desk = try site.desk(of: .owner(name: "root"))
        try desk.mark(Array(100..<200), as: .spam, at: Office.now)
        try desk.mark([1_500], as: .trash, at: Office.now)
        try expectPages(site)
        try desk.mark(Array(150..<160), as: .trash, at: Office.now)
        for id in Int64(140)..<150 {
            _ = try desk.move(threadOfEmail: id * 10, to: "board", at: Office.now)
        }
        _ = try desk.move(threadOfEmail: 155, to: "board", at: Office.now)
        try expectPages(site)
        try desk.mark(Array(120..<160), as: nil, at: Office.now)
        for id in [Int64(2_500), 2_300, 7] {
            for (table, key) in [("email_raw", "email_id"), ("email", "id")] {
                try site.store.connection.execute("DELETE FROM \(table) WHERE \(key) = $1", id)
            }
        }
        try expectPages(site)
        try site.store.divideEmailCounts()
        try expectPages(site)
        #expect(try desk.emailIDs("board").count == 11)
    }
}
