// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Old mail, which a purge erases.
extension Store {
    /// An email that is old enough.
    package struct OldEmail: Equatable, Sendable {
        /// Its key.
        package let id: Int64
        /// When it came, in microseconds since 1970, UTC.
        package let receivedAt: Int64
        /// Its size in bytes.
        package let size: Int64
        /// The case or lead of its thread; nil where there is none.
        package let record: RecordID?
        /// The status of the case.
        package let status: String?
        /// Whether something in the outbox that is about it has not left yet.
        package let isWaiting: Bool
        /// How many entries of the outbox and of the journal are about it.
        package let outbox: Int64
        package let journal: Int64
    }

    /// The next emails of a mailbox that came before a time, the oldest first.
    ///
    /// - Parameters:
    ///   - mailboxID: The mailbox.
    ///   - cutoff: The time, in microseconds since 1970, UTC.
    ///   - last: The email after which to go on; nil: the oldest comes first.
    ///   - limit: How many at most.
    /// - Returns: The emails.
    /// - Throws: What the store throws.
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

    /// Erases what is old and about no email: entries of the journal, senders who were muted.
    ///
    /// Returns how many entries of the journal that were, 0 when there are no more.
    package func eraseOldRemarks(
        mailboxID: Int64?, before cutoff: Int64, limit: Int
    ) throws -> Int64 {
        try countJournalFirst()
        try connection.execute(
            """
            DELETE FROM muted WHERE last_mail_at < $1 AND COALESCE($2, mailbox_id) = mailbox_id
            """, cutoff, mailboxID)
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

    /// How many entries of the journal are old and about no email.
    package func oldRemarkCount(mailboxID: Int64?, before cutoff: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT count(*) FROM journal WHERE email_id IS NULL AND at < $1
                AND ($2 IS NULL OR mailbox_id = $2)
            """, cutoff, mailboxID
        ) { row in try row.int() } ?? 0
    }

    /// How many cases and leads a contact has.
    package func recordCount(ofContact id: Int64) throws -> Int64 {
        try connection.first(
            """
            SELECT (SELECT count(*) FROM cases WHERE contact_id = $1)
                + (SELECT count(*) FROM leads WHERE contact_id = $1)
            """, id
        ) { row in try row.int() } ?? 0
    }

    /// Erases what the full-text index and the time buckets still have of erased emails.
    package func tidyAfterErasing() throws {
        try eraseSearchTexts()
        try connection.file?.mergeFullTextIndex(SearchText.index)
        guard hasCurrentSchema else { return }
        try connection.transaction(.write, .relaxed) {
            // Mail of a bucket that is gone belongs to the one before it.
            try connection.execute(
                "DELETE FROM email_count WHERE emails = 0 AND since > $1", Int64.min)
        }
    }
}
