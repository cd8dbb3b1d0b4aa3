// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Automatic replies that wait for a program's record: decided, but not rendered yet.
///
/// Each is a held, empty outbox entry, with a row that names its template.
extension Store {
    /// A waiting reply.
    package struct WaitingReply: Equatable, Sendable {
        /// Its outbox entry.
        package var entry: OutboxEntry
        /// The template to render.
        package var template: String
        /// Why the reply stays held after it is rendered; nil if it is sent then.
        package var heldBecause: String?
    }

    /// Adds a reply that waits for the record of its email's thread to the outbox; returns its ID.
    ///
    /// The reply already counts towards the total limit, unless it will be held.
    package func insertWaitingReply(
        _ entry: OutboxEntry, template: String, heldBecause: String?
    ) throws -> Int64 {
        let id = try insert(entry, isCounted: heldBecause == nil)
        try connection.execute(
            "INSERT INTO waiting_reply (outbox_id, template, held_because) VALUES ($1, $2, $3)",
            id, template, heldBecause)
        return id
    }

    /// Returns the replies that wait for the record of a thread, oldest first.
    ///
    /// Replies that failed without a record are included, in case the record is created later.
    package func waitingReplies(threadID: Int64) throws -> [WaitingReply] {
        let rows = try connection.all(
            """
            SELECT waiting_reply.outbox_id, waiting_reply.template, waiting_reply.held_because
            FROM email JOIN outbox ON outbox.email_id = email.id
            JOIN waiting_reply ON waiting_reply.outbox_id = outbox.id
            WHERE email.thread_id = $1 ORDER BY waiting_reply.outbox_id
            """, threadID
        ) { row in (try row.int(), try row.text(), try row.optionalText()) }
        return try rows.compactMap { id, template, heldBecause in
            guard let entry = try outboxEntry(id: id), [.held, .failed].contains(entry.state)
            else { return nil }
            return WaitingReply(entry: entry, template: template, heldBecause: heldBecause)
        }
    }

    /// Stores the rendered message of a waiting reply, which becomes due, or held as decided.
    package func release(
        _ reply: WaitingReply, messageID: String, message: [UInt8], at now: Int64
    ) throws {
        let state: OutboxEntry.State = reply.heldBecause == nil ? .due : .held
        try connection.execute(
            """
            UPDATE outbox SET state = $1, message_id = $2, message_key = $3, message = $4,
                due_at = $5, last_error = $6 WHERE id = $7
            """, state.rawValue, messageID, MessageKey.of(messageID: messageID), message, now,
            reply.heldBecause, reply.entry.id)
        try connection.execute("DELETE FROM waiting_reply WHERE outbox_id = $1", reply.entry.id)
    }

    /// Ends the wait of a cancelled reply, or of the replies that waited for a cancelled action.
    func dropWaitingReplies(of outboxID: Int64, reason: String) throws {
        try connection.execute("DELETE FROM waiting_reply WHERE outbox_id = $1", outboxID)
        try connection.execute(
            """
            UPDATE outbox SET state = 'failed', last_error = $1
            WHERE state = 'held' AND id IN (SELECT outbox_id FROM waiting_reply)
                AND email_id IN (
                    SELECT email.id FROM outbox AS job
                    JOIN email AS subject ON subject.id = job.email_id
                    JOIN email ON email.thread_id = subject.thread_id
                    WHERE job.id = $2 AND job.kind = 'action')
            """, "no record was created: \(reason)", outboxID)
    }

    /// Marks a waiting reply as failed, with the error.
    package func fail(_ reply: WaitingReply, error: String) throws {
        try connection.execute(
            "UPDATE outbox SET state = 'failed', last_error = $1 WHERE id = $2", error,
            reply.entry.id)
    }
}
