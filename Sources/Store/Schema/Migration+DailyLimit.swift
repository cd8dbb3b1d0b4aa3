// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Migration {
    /// Columns for two settings, `daily-limit` and `cc-participants`, and a full-text index that is
    /// filled again.
    ///
    /// The table of mutes is dropped: whether a sender is muted follows from the times of the
    /// replies in the outbox. In a store without this step the settings have their defaults (see
    /// ``Store/hasCurrentSchema``).
    static let dailyLimitAndSearch = Migration(name: "005-daily-limit-and-search") { dialect in
        """
        ALTER TABLE site ADD COLUMN daily_count BIGINT NOT NULL DEFAULT 10;
        ALTER TABLE site ADD COLUMN daily_within BIGINT NOT NULL DEFAULT 86400000000;
        ALTER TABLE mailbox ADD COLUMN cc_participants BIGINT NOT NULL DEFAULT 1;
        DROP TABLE muted;
        \(refilledSearch(dialect))
        """
    }
}
