// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Stores the results of jobs.
///
/// A job is the run of an action's program; it is an outbox entry of kind `action`.
extension Store {
    /// Marks a job as done, inside a transaction.
    package func finishJob(outboxID: Int64, at now: Int64) throws {
        try connection.execute(
            """
            UPDATE outbox SET state = 'sent', sent_at = $1, lease_until = NULL, last_error = NULL
            WHERE id = $2
            """, now, outboxID)
    }

    /// Marks a job as permanently failed, inside a transaction.
    package func failJob(outboxID: Int64, error: String) throws {
        try connection.execute(
            "UPDATE outbox SET state = 'failed', lease_until = NULL, last_error = $1 WHERE id = $2",
            error, outboxID)
    }

    /// Releases this process's lock on a job, after the transaction is committed.
    package func releaseJob(outboxID: Int64) { unlockEntry(outboxID) }
}
