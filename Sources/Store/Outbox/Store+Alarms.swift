// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The cause of an alert.
    package enum AlarmCause: String, Sendable {
        /// The mailbox has reached its total limit of replies.
        case totalLimit = "total-limit"
    }

    /// Raises an alert about a mailbox; returns whether it is to be reported.
    ///
    /// An alert is reported once while its cause lasts: each call renews it, and it is reported
    /// again only if no call came in the last `quietFor` microseconds.
    package func raiseAlarm(
        _ cause: AlarmCause, mailboxID: Int64, at now: Int64, quietFor: Int64
    ) throws -> Bool {
        let last = try connection.first(
            "SELECT at FROM alarm WHERE mailbox_id = $1 AND what = $2", mailboxID, cause.rawValue
        ) { row in try row.int() }
        try connection.execute(
            """
            INSERT INTO alarm (mailbox_id, what, at) VALUES ($1, $2, $3)
            ON CONFLICT (mailbox_id, what) DO UPDATE SET at = excluded.at
            """, mailboxID, cause.rawValue, now)
        return last.map { now - $0 > quietFor } ?? true
    }
}
