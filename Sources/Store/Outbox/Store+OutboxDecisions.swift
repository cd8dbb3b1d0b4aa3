// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// What a person decides about messages of the outbox.
///
/// A decision and a sender exclude each other by the lock of the entry; everything here is to be
/// done inside a transaction, which makes what is read and what is written one.
extension Store {
    /// Keeps senders away from an entry until ``endDecision(outboxID:)``.
    ///
    /// Returns false while a process is sending it.
    package func beginDecision(outboxID: Int64) throws -> Bool {
        try lockForSending(outboxID)
    }

    /// Lets senders have an entry again, after the transaction.
    package func endDecision(outboxID: Int64) { unlockAfterSending(outboxID) }

    /// Makes an entry due now, as if it had been made now, so that it does not expire at once.
    ///
    /// An answer gets the mailbox's next answer number: it counts against the total limit when it
    /// is let go, not when it was held. The attempts stay.
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

    /// Whether an entry is a message that is not made yet, and may never be.
    package func isUnmade(outboxID: Int64) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM outbox WHERE id = $1 AND kind <> 'action' AND length(message) = 0",
            outboxID
        ) { row in try row.int() } != nil
    }

    /// Gives an entry up for good; `reason` is what lists say of it, and of the answers that wait
    /// for what it was to make.
    package func giveUp(outboxID: Int64, reason: String) throws {
        try connection.execute(
            """
            UPDATE outbox SET state = 'failed', lease_until = NULL, last_error = $1 WHERE id = $2
            """, reason, outboxID)
        try dropWaitingReplies(of: outboxID, reason: reason)
    }

    /// The keys of automatic messages about these threads that have not left yet, oldest first.
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
