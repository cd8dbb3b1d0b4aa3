// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Migration {
    /// The tables that find the unread emails of users who have read nearly everything, and an
    /// index for erasing read marks.
    ///
    /// Only tables and an index are added.
    static let readRanges = Migration(name: "003-read-runs") { _ in
        """
        CREATE TABLE read_run (
            user_name TEXT NOT NULL, mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            since BIGINT NOT NULL, until BIGINT NOT NULL,
            PRIMARY KEY (user_name, mailbox_id, since));
        CREATE TABLE read_progress (
            user_name TEXT NOT NULL, mailbox_id BIGINT NOT NULL REFERENCES mailbox (id),
            until BIGINT NOT NULL, PRIMARY KEY (user_name, mailbox_id));
        CREATE INDEX read_mark_by_email ON read_mark (email_id);

        """
    }
}
