// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// What becomes of outbox entries of kind `action`.
extension Store {
    /// Notes, inside a transaction, that an action is done.
    package func finishJob(outboxID: Int64, at now: Int64) throws {
        try connection.execute(
            """
            UPDATE outbox SET state = 'sent', sent_at = $1, lease_until = NULL, last_error = NULL
            WHERE id = $2
            """, now, outboxID)
    }

    /// Notes, inside a transaction, that an action failed for good.
    package func failJob(outboxID: Int64, error: String) throws {
        try connection.execute(
            "UPDATE outbox SET state = 'failed', lease_until = NULL, last_error = $1 WHERE id = $2",
            error, outboxID)
    }

    /// Ends this process's lease of an action, once the transaction is committed.
    package func releaseJob(outboxID: Int64) { unlockAfterSending(outboxID) }
}
