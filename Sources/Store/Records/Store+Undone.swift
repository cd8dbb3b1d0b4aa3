// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Threads whose record was undone; they stay without a record.
extension Store {
    /// Returns the user who undid a thread's record, or nil if nobody did.
    package func undoer(ofThread id: Int64) throws -> String? {
        return try connection.first("SELECT undone_by FROM undone WHERE thread_id = $1", id) {
            row in try row.text()
        }
    }

    /// Marks the record of a thread as undone, so that none is created again.
    package func markUndone(threadID: Int64, by user: String, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO undone (thread_id, at, undone_by) VALUES ($1, $2, $3)
            ON CONFLICT (thread_id) DO UPDATE SET at = excluded.at, undone_by = excluded.undone_by
            """, threadID, now, user)
    }

    /// Removes that mark, so that the thread may have a record again.
    package func forgetUndone(threadID: Int64) throws {
        try connection.execute("DELETE FROM undone WHERE thread_id = $1", threadID)
    }
}
