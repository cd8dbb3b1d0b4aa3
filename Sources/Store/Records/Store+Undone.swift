// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Records that were made and taken back; the thread stays, without one.
extension Store {
    /// Who took a thread's record back; nil when nobody did.
    ///
    /// A store without the last step of the schema knows of none.
    package func undoer(ofThread id: Int64) throws -> String? {
        return try connection.first("SELECT undone_by FROM undone WHERE thread_id = $1", id) {
            row in try row.text()
        }
    }

    /// Keeps a thread without a record from now on.
    package func markUndone(threadID: Int64, by user: String, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO undone (thread_id, at, undone_by) VALUES ($1, $2, $3)
            ON CONFLICT (thread_id) DO UPDATE SET at = excluded.at, undone_by = excluded.undone_by
            """, threadID, now, user)
    }

    /// Lets a thread have a record again.
    package func forgetUndone(threadID: Int64) throws {
        try connection.execute("DELETE FROM undone WHERE thread_id = $1", threadID)
    }
}
