// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    /// Adds an entry to the journal.
    package func insert(_ entry: JournalEntry) throws {
        try connection.execute(
            """
            INSERT INTO journal (email_id, mailbox_id, at, event, details)
            VALUES ($1, $2, $3, $4, $5)
            """, entry.emailID, entry.mailboxID, entry.at, entry.event.rawValue, entry.details.text)
    }

    /// Returns the journal of an email, oldest entry first.
    package func journal(emailID: Int64) throws -> [JournalEntry] {
        try connection.all(
            """
            SELECT id, email_id, mailbox_id, at, event, details FROM journal
            WHERE email_id = $1 ORDER BY id
            """, emailID
        ) { row in try Self.journalEntry(row) }
    }

    /// Returns the entry with this ID, or nil if there is none.
    package func journalEntry(id: Int64) throws -> JournalEntry? {
        try connection.first(
            "SELECT id, email_id, mailbox_id, at, event, details FROM journal WHERE id = $1", id
        ) { row in try Self.journalEntry(row) }
    }

    /// Returns the entries of one event that belong to no email, oldest first.
    package func journalOfNoEmail(event: JournalEntry.Event) throws -> [JournalEntry] {
        try connection.all(
            """
            SELECT id, email_id, mailbox_id, at, event, details FROM journal
            WHERE email_id IS NULL AND event = $1 ORDER BY id
            """, event.rawValue
        ) { row in try Self.journalEntry(row) }
    }

    private static func journalEntry(_ row: borrowing Row) throws -> JournalEntry {
        let id = try row.int()
        var entry = JournalEntry(
            emailID: try row.optionalInt(), mailboxID: try row.optionalInt(),
            at: try row.int(), event: try row.code("event of the journal"),
            details: try row.json("details of the journal"))
        entry.id = id
        return entry
    }
}
