// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Marks emails as spam or trash, which removes them from the lists; nil removes the mark.
    package func setMark(
        _ mark: EmailMark?, emailIDs: [Int64], by user: String, at now: Int64
    ) throws {
        for id in emailIDs {
            guard let mark else {
                try connection.execute("DELETE FROM email_mark WHERE email_id = $1", id)
                try cutReadRanges(atEmail: id)
                continue
            }
            try connection.execute(
                """
                INSERT INTO email_mark (email_id, mark, marked_by, at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (email_id) DO UPDATE SET mark = excluded.mark,
                    marked_by = excluded.marked_by, at = excluded.at
                """, id, mark.rawValue, user, now)
        }
    }

    /// Returns the mark of an email, or nil if it has none.
    package func mark(ofEmail id: Int64) throws -> EmailMark? {
        try connection.first("SELECT mark FROM email_mark WHERE email_id = $1", id) { row in
            try row.code("mark of an email")
        }
    }
}
