// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Stores the results of outbox entries of kind `action`.
extension Store {
    /// Marks an action as done, inside a transaction.
    package func finishJob(outboxID: Int64, at now: Int64) throws {
        try connection.execute(
            """
            UPDATE outbox SET state = 'sent', sent_at = $1, lease_until = NULL, last_error = NULL
            WHERE id = $2
            """, now, outboxID)
    }

    /// Marks an action as permanently failed, inside a transaction.
    package func failJob(outboxID: Int64, error: String) throws {
        try connection.execute(
            "UPDATE outbox SET state = 'failed', lease_until = NULL, last_error = $1 WHERE id = $2",
            error, outboxID)
    }

    /// Releases this process's lock on an action, after the transaction is committed.
    package func releaseJob(outboxID: Int64) { unlockAfterSending(outboxID) }
}
