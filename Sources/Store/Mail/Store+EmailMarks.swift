// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Takes emails out of the lists as what the mark says, or with nil puts them back.
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

    /// The mark of an email; nil when it has none.
    package func mark(ofEmail id: Int64) throws -> EmailMark? {
        try connection.first("SELECT mark FROM email_mark WHERE email_id = $1", id) { row in
            try row.code("mark of an email")
        }
    }
}
