// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FullTextQuery {
    /// The query in the syntax of FTS5.
    ///
    /// Words are in quotation marks, so that FTS5 reads none of them as an operator. Quoted words
    /// that follow each other without `AND` must all match, and FTS5 ignores a quotation without
    /// words; with `AND`, a quotation without words matches nothing.
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
