// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

extension Migration {
    /// Returns the statements that make the full-text index anew.
    static func refilledSearch(_ dialect: Dialect) -> String { "" }
}
