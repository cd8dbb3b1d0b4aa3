// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension SearchTree {
    /// The query for the database's full-text index.
    var fullText: FullTextQuery {
        switch self {
        case .words(let text, let isPrefix, let columns):
            .words(text, isPrefix: isPrefix, columns: columns.map(\.rawValue))
        case .all(let trees): .all(trees.map(\.fullText))
        case .any(let trees): .any(trees.map(\.fullText))
        case .excluding(let wanted, let excluded): .excluding(wanted.fullText, excluded.fullText)
        }
    }
}
