// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Erases mail with everything that belongs to it; call these functions inside a transaction.
extension Store {
    /// Erases emails, threads without remaining emails, and records without remaining threads;
    /// returns the numbers.
    ///
    /// The text in the full-text index is listed for erasing later. Triggers update the email
    /// counts of lists.
    package func erase(emailIDs: [Int64]) throws -> Erasure {
        try countJournalFirst()
        var erasure = Erasure()
        var threads: Set<Int64> = []
        for id in emailIDs {
            let email = try connection.first(
                "SELECT thread_id, size FROM email WHERE id = $1", id
            ) { row in (try row.int(), try row.int()) }
            guard let (thread, size) = email else { continue }
            threads.insert(thread)
            try connection.execute(
                """
                DELETE FROM waiting_reply WHERE outbox_id IN (
                    SELECT id FROM outbox WHERE email_id = $1)
                """, id)
            erasure.outbox += try delete("outbox", "email_id", id)
            erasure.journal += try delete("journal", "email_id", id)
            for table in ["email_raw", "read_mark", "email_mark"] {
                _ = try delete(table, "email_id", id)
            }
            erasure.emails += try delete("email", "id", id)
            erasure.bytes += size
        }
        for id in threads.sorted() { erasure += try eraseIfEmpty(threadID: id) }
        try forgetErasedEmails()
        try forgetErasedEntries()
        return erasure
    }

    /// Erases a case or lead with its history, and its contact if that has no other record; its
    /// threads remain.
    ///
    /// Cases that were merged into it are erased as well.
    package func erase(_ record: RecordID) throws -> Erasure {
        var erasure = Erasure()
        let number = record.number
        if record.kind.canMerge {
            let merged = try connection.all(
                "SELECT case_number FROM case_link WHERE other = $1 AND relation = $2", number,
                CaseRelation.mergedInto.rawValue
            ) { row in try row.int() }
            try connection.execute(
                "DELETE FROM case_link WHERE case_number = $1 OR other = $1", number)
            for other in merged { erasure += try erase(.case(other)) }
        }
        let contact = try connection.first(
            "SELECT contact_id FROM \(record.kind.table) WHERE number = $1", number
        ) { row in try row.optionalInt() }
        _ = try remove(record)
        erasure.count(record.kind, Int64(connection.changes))
        if let contact = contact ?? nil { erasure.contacts += try eraseIfUnused(contact) }
        return erasure
    }

    /// Erases a contact without records; returns the number of erased contacts.
    package func eraseIfUnused(_ contactID: Int64) throws -> Int64 {
        try connection.execute(
            """
            DELETE FROM contact WHERE id = $1
                AND NOT EXISTS (SELECT 1 FROM cases WHERE contact_id = $1)
                AND NOT EXISTS (SELECT 1 FROM leads WHERE contact_id = $1)
            """, contactID)
        return Int64(connection.changes)
    }

    private func eraseIfEmpty(threadID: Int64) throws -> Erasure {
        var erasure = Erasure()
        guard try emailIDs(threadID: threadID).isEmpty, let thread = try thread(id: threadID)
        else { return erasure }
        let merged = try connection.all(
            "SELECT thread_id FROM thread_merge WHERE into_id = $1", threadID
        ) { row in try row.int() }
        try connection.execute(
            "DELETE FROM thread_merge WHERE thread_id = $1 OR into_id = $1", threadID)
        for table in ["participant", "undone", "program_record"] {
            _ = try delete(table, "thread_id", threadID)
        }
        _ = try delete("thread", "id", threadID)
        if let record = thread.record?.id, try threadIDs(of: record).isEmpty {
            erasure += try erase(record)
        }
        for other in merged { erasure += try eraseIfEmpty(threadID: other) }
        return erasure
    }

    /// Deletes the rows of a table with this value; returns their number.
    private func delete(_ table: String, _ column: String, _ key: Int64) throws -> Int64 {
        try connection.execute("DELETE FROM \(table) WHERE \(column) = $1", key)
        return Int64(connection.changes)
    }
}
