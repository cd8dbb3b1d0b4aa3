// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Finds and erases old mail for `purge`.
extension Store {
    /// An email that is old enough to be erased.
    package struct OldEmail: Equatable, Sendable {
        /// The ID of the email.
        package let id: Int64
        /// The time of arrival, in microseconds since 1970, UTC.
        package let receivedAt: Int64
        /// Its size in bytes.
        package let size: Int64
        /// The case or lead of its thread; nil if there is none.
        package let record: RecordID?
        /// The status of the case; nil without a case.
        package let status: String?
        /// Whether an outbox entry about it is due, being sent or held.
        package let isWaiting: Bool
        /// The number of outbox entries about it, and of its journal entries below.
        package let outbox: Int64
        package let journal: Int64
    }

    /// Returns the next emails of a mailbox that arrived before a time, oldest first.
    ///
    /// - Parameters:
    ///   - mailboxID: The mailbox.
    ///   - cutoff: The time, in microseconds since 1970, UTC.
    ///   - last: The email after which to continue; nil to begin with the oldest.
    ///   - limit: The maximum number of emails.
    /// - Returns: The emails.
    /// - Throws: `SQLError` if the store failed.
    package func oldEmails(
        mailboxID: Int64, before cutoff: Int64, after last: OldEmail?, limit: Int
    ) throws -> [OldEmail] {
        try connection.all(
            """
            SELECT email.id, email.received_at, email.size, \(RecordID.threadColumns),
                cases.status,
                (SELECT count(*) FROM outbox WHERE outbox.email_id = email.id
                    AND outbox.state IN ('due', 'sending', 'held')) > 0,
                (SELECT count(*) FROM outbox WHERE outbox.email_id = email.id),
                (SELECT count(*) FROM journal WHERE journal.email_id = email.id)
            FROM email JOIN thread ON thread.id = email.thread_id
            LEFT JOIN cases ON cases.number = thread.case_number
            WHERE email.mailbox_id = $1 AND email.received_at < $2 AND email.received_at >= $3
                AND (email.received_at > $3 OR email.id > $4)
            ORDER BY email.received_at, email.id LIMIT $5
            """, mailboxID, cutoff, last?.receivedAt ?? .min, last?.id ?? 0, limit
        ) { row in
            OldEmail(
                id: try row.int(), receivedAt: try row.int(), size: try row.int(),
                record: try RecordID(row), status: try row.optionalText(),
                isWaiting: try row.bool(),
                outbox: try row.int(), journal: try row.int())
        }
    }

    /// Erases old journal entries that belong to no email.
    ///
    /// Returns the number of erased journal entries; 0 if there are no more.
    package func eraseOldRemarks(
        mailboxID: Int64?, before cutoff: Int64, limit: Int
    ) throws -> Int64 {
        try countJournalFirst()
        try connection.execute(
            """
            DELETE FROM journal WHERE id IN (
                SELECT id FROM journal WHERE email_id IS NULL AND at < $1
                    AND ($2 IS NULL OR mailbox_id = $2) LIMIT $3)
            """, cutoff, mailboxID, limit)
        let count = Int64(connection.changes)
        try forgetErasedEntries()
        return count
    }

    /// Returns the number of old journal entries that belong to no email.
    package func oldRemarkCount(mailboxID: Int64?, before cutoff: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM journal WHERE email_id IS NULL AND at < $1
                AND ($2 IS NULL OR mailbox_id = $2)
            """, cutoff, mailboxID
        ) { row in try row.int() } ?? 0
    }

    /// Returns the number of cases and leads of a contact.
    package func recordCount(ofContact id: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT (SELECT count(*) FROM cases WHERE contact_id = $1)
                + (SELECT count(*) FROM leads WHERE contact_id = $1)
            """, id
        ) { row in try row.int() } ?? 0
    }

    /// Erases the remains of erased emails in the full-text index and the time buckets.
    package func tidyAfterErasing() throws {
        try eraseSearchTexts()
        try connection.file?.mergeFullTextIndex(SearchText.index)
        try connection.transaction(.write, .relaxed) {
            // Emails at the time of a removed bucket belong to the bucket before it.
            try connection.execute(
                "DELETE FROM email_count WHERE emails = 0 AND since > $1", Int64.min)
        }
    }
}
