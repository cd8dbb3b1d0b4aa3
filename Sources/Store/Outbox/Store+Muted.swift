// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns the state of a muted correspondent, or nil if it is not muted.
    package func muted(
        mailboxID: Int64, correspondent: String
    ) throws -> MutedCorrespondent? {
        try connection.first(
            """
            SELECT since, last_mail_at, thread_id FROM muted
            WHERE mailbox_id = $1 AND correspondent = $2
            """, mailboxID, correspondent
        ) { row in
            MutedCorrespondent(
                since: try row.int(), lastMailAt: try row.int(),
                threadID: try row.optionalInt())
        }
    }

    /// Mutes a correspondent, or stores the time of further mail from a muted correspondent.
    package func mute(
        mailboxID: Int64, correspondent: String, threadID: Int64, at now: Int64
    ) throws {
        try connection.execute(
            """
            INSERT INTO muted (mailbox_id, correspondent, since, last_mail_at, thread_id)
            VALUES ($1, $2, $3, $3, $4)
            ON CONFLICT (mailbox_id, correspondent) DO UPDATE SET
                last_mail_at = excluded.last_mail_at
            """, mailboxID, correspondent, now, threadID)
    }

    /// Ends the mute of a correspondent.
    package func unmute(mailboxID: Int64, correspondent: String) throws {
        try connection.execute(
            "DELETE FROM muted WHERE mailbox_id = $1 AND correspondent = $2", mailboxID,
            correspondent)
    }
}
