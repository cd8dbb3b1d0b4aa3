// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SQL
import Store
import SystemMailbox
import Testing

@testable import Desk

/// Tests the cost of lists and searches with many emails, in pages read from the database file.
@Suite struct CostTests {
    /// The maximum cost of a list with 100,000 emails, as a multiple of its cost with 1,000.
    private static let factor = 3

    /// A store with a given number of emails in the mailbox support.
    private struct Archive {
        let office: Office

        init(count: Int) throws {
            office = try Office()
            let support = try #require(try office.store.mailbox(named: "support")).id
            try office.store.connection.transaction(.write) {
                try office.store.connection.execute(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
                    INSERT INTO thread (id, mailbox_id) SELECT i, $2 FROM n
                    """, count, support)
                try office.store.connection.execute(
                    """
                    INSERT INTO email (
                        id, mailbox_id, thread_id, direction, kind, received_at, from_name,
                        from_address, to_list, cc_list, subject, snippet, attachments, size,
                        verified, message_key, digest)
                    SELECT id, mailbox_id, id, CASE id % 10 WHEN 0 THEN 'out' ELSE 'in' END,
                        'personal', $1 + id * 7000000, 'Ada Ames', 'ada' || id || '@example.org',
                        '[{"name":null,"address":"support@example.com"}]', '[]',
                        'Question about invoice ' || id,
                        'Good morning, I have a question about the invoice that came with the '
                            || 'lamp that I ordered in number ' || id, 0, 3000, 1, id, x'00'
                    FROM thread
                    """, Office.now)
                // In all archives 20 emails contain the two words of the search next to each other.
                try office.store.connection.execute(
                    """
                    INSERT INTO email_text (rowid, subject, author, recipients, attachments, body)
                    SELECT id, subject, from_name || ' ' || from_address, to_list, '',
                        snippet || CASE WHEN id % ($1 / 20) = 0 THEN ' lantern broken' ELSE ''
                        END FROM email
                    """, count)
            }
            try office.store.divideEmailCounts()
        }

        /// Returns the rows of a list and the number of pages that a new connection reads for them.
        func read(
            as user: String = "alice", page: Store.Page = Store.Page(limit: 50),
            _ change: (inout Store.EmailFilter) throws -> Void = { _ in }
        ) throws -> (ids: [Int64], pages: Int) {
            let store = try Store.open(office.store.location)
            defer { store.connection.close() }
            let desk = try Desk(store: store, viewer: .user(name: user), isMember: Office.isMember)
            var filter = Store.EmailFilter()
            try change(&filter)
            let ids = try desk.emailIDs("support", filter: filter, page: page)
            return (ids, store.connection.pagesRead)
        }
    }

    @Test func `lists and searches cost the same with many emails`() throws {
        let (few, many) = (try Archive(count: 1_000), try Archive(count: 100_000))
        func compare(
            _ name: String, rows: Int, fewPage: Store.Page = Store.Page(limit: 50),
            manyPage: Store.Page = Store.Page(limit: 50),
            _ change: (inout Store.EmailFilter) throws -> Void = { _ in }
        ) throws {
            let less = try few.read(page: fewPage, change)
            let more = try many.read(page: manyPage, change)
            #expect(less.ids.count == rows && more.ids.count == rows, "\(name)")
            #expect(
                more.pages <= Self.factor * less.pages,
                "\(name): \(less.pages) pages, then \(more.pages)")
        }
        try compare("grid", rows: 50)
        try compare(
            "page 500", rows: 50, fewPage: Store.Page(limit: 50, offset: 200),
            manyPage: Store.Page(limit: 50, offset: 24_950))
        try compare("unread", rows: 50) { $0.isUnreadOnly = true }
        try compare("search", rows: 20) { filter in
            filter.search = try SearchQuery("lantern broken") { _ in nil }
        }
        try compare("search with a frequent word", rows: 20) { filter in
            filter.search = try SearchQuery("lantern invoice") { _ in nil }
        }
    }

    /// The distribution of the read emails, as a condition on the IDs of emails.
    @Test(arguments: [
        ("all but 20", "id % ($1 / 20) <> 1"), ("all but the oldest", "id > 21"),
        ("every other one", "id % 2 = 0"), ("none", "id < 0"),
    ])
    func `unread mail costs the same however much was read`(name: String, read: String) throws {
        let archives = (try Archive(count: 1_000), try Archive(count: 100_000))
        for (archive, count) in [(archives.0, 1_000), (archives.1, 100_000)] {
            try archive.office.store.connection.execute(
                """
                INSERT INTO read_mark (user_name, email_id, at)
                SELECT 'alice', id, 1 FROM email WHERE direction = 'in' AND \(read)
                    AND $1 > 0
                """, count)
            try archive.office.store.gatherReadRanges()
        }
        func unread(_ archive: Archive) throws -> (ids: [Int64], pages: Int) {
            try archive.read(page: Store.Page(limit: 20)) { $0.isUnreadOnly = true }
        }
        let (less, more) = (try unread(archives.0), try unread(archives.1))
        #expect(!less.ids.isEmpty && less.ids.count == more.ids.count)
        #expect(
            more.pages <= Self.factor * less.pages, "\(name): \(less.pages), then \(more.pages)")
        // The list skips exactly the read emails.
        let expected = try archives.1.office.store.connection.all(
            """
            SELECT id FROM email WHERE direction = 'in' AND NOT EXISTS (
                SELECT 1 FROM read_mark WHERE email_id = email.id)
            ORDER BY received_at DESC LIMIT 20
            """
        ) { try $0.int() }
        #expect(more.ids == expected)
    }
}
