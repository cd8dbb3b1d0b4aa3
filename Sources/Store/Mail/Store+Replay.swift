// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Finds the stored mail that a replay decides again.
extension Store {
    /// Returns the IDs of incoming emails that are degraded and for which no replay has succeeded
    /// since, oldest first.
    package func degradedEmailIDs() throws -> [Int64] {
        try connection.all(
            """
            SELECT DISTINCT bad.email_id FROM journal AS bad
            JOIN email ON email.id = bad.email_id
            JOIN mailbox ON mailbox.id = email.mailbox_id
            WHERE bad.event = $1 AND email.direction = 'in' AND mailbox.archived = 0
                AND NOT EXISTS (
                    SELECT 1 FROM journal AS good WHERE good.email_id = bad.email_id
                        AND good.event = $2 AND good.id > bad.id)
            ORDER BY bad.email_id
            """, JournalEntry.Event.degraded.rawValue, JournalEntry.Event.replayed.rawValue
        ) { row in try row.int() }
    }

    /// Returns whether an email is degraded and no replay has succeeded since.
    package func isDegraded(emailID: Int64) throws -> Bool {
        let degraded = JournalEntry.Event.degraded.rawValue
        return try connection.first(
            """
            SELECT event FROM journal WHERE email_id = $1 AND event IN ($2, $3)
            ORDER BY id DESC LIMIT 1
            """, emailID, degraded, JournalEntry.Event.replayed.rawValue
        ) { row in try row.text() } == degraded
    }

    /// Returns the IDs of emails that arrived in current mailboxes at this time or later, oldest
    /// first.
    package func incomingEmailIDs(since start: Int64) throws -> [Int64] {
        try connection.all(
            """
            SELECT email.id FROM email JOIN mailbox ON mailbox.id = email.mailbox_id
            WHERE email.direction = 'in' AND email.received_at >= $1 AND mailbox.archived = 0
            ORDER BY email.received_at, email.id
            """, start
        ) { row in try row.int() }
    }

    /// Returns the IDs and arrival times of a mailbox's incoming emails, oldest first.
    package func incomingEmails(
        mailboxID: Int64
    ) throws -> [(id: Int64, receivedAt: Int64)] {
        try connection.all(
            """
            SELECT id, received_at FROM email WHERE mailbox_id = $1 AND direction = 'in'
            ORDER BY received_at, id
            """, mailboxID
        ) { row in (id: try row.int(), receivedAt: try row.int()) }
    }

    /// Returns the ID of the email that started a thread.
    package func firstEmailID(ofThread id: Int64) throws -> Int64? {
        try connection.first("SELECT min(id) FROM email WHERE thread_id = $1", id) { row in
            try row.optionalInt()
        } ?? nil
    }

    /// Returns the outbox ID of the automatic reply to an email, in any state, or nil if there is
    /// none.
    package func answerID(emailID: Int64) throws -> Int64? {
        try connection.first(
            "SELECT id FROM outbox WHERE email_id = $1 AND kind = $2 ORDER BY id LIMIT 1",
            emailID, OutboxEntry.Kind.autoResponse.rawValue
        ) { row in try row.int() }
    }
}
