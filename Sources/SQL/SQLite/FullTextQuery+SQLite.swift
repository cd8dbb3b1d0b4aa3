// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FullTextQuery {
    /// The query as FTS5 writes it.
    ///
    /// Words stand between quotation marks, where FTS5 takes nothing for its own. Beside each other
    /// they are all required, and those that turn out to have no words are passed over, as `AND` would
    /// not do.
    var fts5: String {
        switch self {
        case .words(let text, let isPrefix, let columns):
            let place =
                switch columns.count {
                case 0: ""
                case 1: columns[0] + " : "
                default: "{\(columns.joined(separator: " "))} : "
                }
            return place + "\"" + text.replacing("\"", with: "\"\"") + "\"" + (isPrefix ? " *" : "")
        case .all(let queries):
            let areWords = queries.allSatisfy(\.isWords)
            return queries.map(\.operand).joined(separator: areWords ? " " : " AND ")
        case .any(let queries):
            return queries.map(\.operand).joined(separator: " OR ")
        case .excluding(let wanted, let excluded):
            return "(\(wanted.fts5)) NOT (\(excluded.fts5))"
        }
    }

    private var isWords: Bool {
        if case .words = self { return true }
        return false
    }

    private var operand: String { isWords ? fts5 : "(\(fts5))" }
}
