// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store

extension Store {
    /// Undoes the last schema step, as far as the programs notice; open the store again to use it.
    package func undoLastStep() throws {
        try connection.script(
            """
            ALTER TABLE site DROP COLUMN daily_count;
            ALTER TABLE site DROP COLUMN daily_within;
            ALTER TABLE mailbox DROP COLUMN cc_participants;
            CREATE TABLE muted (
                mailbox_id BIGINT NOT NULL REFERENCES mailbox (id), correspondent TEXT NOT NULL,
                since BIGINT NOT NULL, last_mail_at BIGINT NOT NULL, thread_id BIGINT,
                PRIMARY KEY (mailbox_id, correspondent));
            DELETE FROM migration WHERE name = '005-daily-limit-and-search';
            """)
    }
}
