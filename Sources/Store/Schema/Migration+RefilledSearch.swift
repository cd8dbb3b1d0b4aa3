// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Migration {
    /// Returns the statements that empty the full-text index, which then receives folded text.
    ///
    /// `flush` and searches fill it again. Before this step the index has its own rules for accents
    /// and Indic words, and finds folded words if these rules give the same form.
    static func refilledSearch(_ dialect: Dialect) -> String {
        dialect.emptiedFullTextIndex(
            SearchText.index, columns: SearchText.Column.allCases.map(\.rawValue), form: .folded)
    }
}
