// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Applies the decisions of users about outbox entries.
///
/// The lock of an entry excludes decisions and sending processes from each other. All functions
/// must be called inside a transaction, so that no other process changes an entry between reading
/// and writing it.
extension Store {
    /// Locks an entry until ``endDecision(outboxID:)``, so that no process sends it meanwhile.
    ///
    /// Returns false while another process is sending the entry.
    package func beginDecision(outboxID: Int64) throws -> Bool {
        try tryLockEntry(outboxID)
    }

    /// Releases the lock, after the transaction.
    package func endDecision(outboxID: Int64) { unlockEntry(outboxID) }

    /// Makes an entry due, with the current time as its creation time, so that it does not expire
    /// at once.
    ///
    /// An automatic reply gets the mailbox's next reply number: it counts towards the total limit
    /// when it is released, not when it was held. The number of attempts is kept.
    package func makeDue(outboxID: Int64, at now: Int64) throws {
        let mailboxID = try connection.first(
            "SELECT mailbox_id FROM outbox WHERE id = $1 AND kind = $2", outboxID,
            OutboxEntry.Kind.autoResponse.rawValue
        ) { row in try row.int() }
        try connection.execute(
            """
            UPDATE outbox SET state = 'due', due_at = $1, created_at = $1, lease_until = NULL,
                last_error = NULL, answer_number = $2
            WHERE id = $3
            """, now, try mailboxID.map { try lastAnswerNumber(mailboxID: $0) + 1 }, outboxID)
    }

    /// Returns whether an entry is a message that is not rendered yet.
    package func isUnmade(outboxID: Int64) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM outbox WHERE id = $1 AND kind <> 'action' AND length(message) = 0",
            outboxID
        ) { row in try row.int() } != nil
    }

    /// Cancels an entry, and the replies that wait for its record; lists show `reason`.
    ///
    /// The entries become failed, and the store owner can retry them.
    package func giveUp(outboxID: Int64, reason: String) throws {
        try connection.execute(
            """
            UPDATE outbox SET state = 'failed', lease_until = NULL, last_error = $1 WHERE id = $2
            """, reason, outboxID)
        try dropWaitingReplies(of: outboxID, reason: reason)
    }

    /// Returns the IDs of unsent automatic messages about these threads, oldest first.
    package func waitingMessages(threadIDs: [Int64]) throws -> [Int64] {
        guard !threadIDs.isEmpty else { return [] }
        var conditions = ListConditions()
        conditions.require("email.thread_id IN (\(conditions.bind(list: threadIDs)))")
        return try connection.all(
            """
            SELECT outbox.id FROM email JOIN outbox ON outbox.email_id = email.id
            WHERE \(conditions.text) AND outbox.kind IN ('auto-response', 'notice')
                AND outbox.state IN ('due', 'held', 'sending') ORDER BY outbox.id
            """, values: conditions.values
        ) { row in try row.int() }
    }
}
