// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// Renames the table of email counts, which was `arrival`, after its contents.
    static let emailCounts = Migration(name: "004-email-counts") { dialect in
        let triggers = [
            ("added", "email"), ("erased", "email"), ("moved", "email"),
            ("marked", "email_mark"), ("restored", "email_mark"),
        ]
        let dropped = triggers.map { name, table in
            dialect.dropTrigger("arrival_\(name)", on: table)
        }
        return """
            \(dropped.joined(separator: "\n"))
            ALTER TABLE arrival RENAME TO email_count;
            \(emailCountTriggers(dialect, table: "email_count"))
            """
    }
}
