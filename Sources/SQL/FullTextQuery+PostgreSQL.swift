// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FullTextQuery {
    /// Returns the query as a condition for PostgreSQL, in which each group of words is a bound
    /// value.
    ///
    /// The index covers the words of all columns together. If the query names columns, these are
    /// compared in the rows that the index finds.
    func textSearch(in index: String, bind: (String) -> String) -> String {
        switch self {
        case .words(let text, let isPrefix, let columns):
            let query = "to_tsquery('simple', \(bind(Self.lexemes(text, isPrefix: isPrefix))))"
            let anywhere = "\(index).document @@ \(query)"
            guard !columns.isEmpty else { return anywhere }
            let places = columns.map { "\(index).\($0)_document @@ \(query)" }
            return "(\(anywhere) AND (\(places.joined(separator: " OR "))))"
        case .all(let queries):
            return Self.joined(queries, " AND ", index, bind)
        case .any(let queries):
            return Self.joined(queries, " OR ", index, bind)
        case .excluding(let wanted, let excluded):
            return "(\(wanted.textSearch(in: index, bind: bind))"
                + " AND NOT \(excluded.textSearch(in: index, bind: bind)))"
        }
    }

    private static func joined(
        _ queries: [FullTextQuery], _ conjunction: String, _ index: String,
        _ bind: (String) -> String
    ) -> String {
        let conditions = queries.map { $0.textSearch(in: index, bind: bind) }
        return "(\(conditions.joined(separator: conjunction)))"
    }

    /// Returns consecutive words for `to_tsquery`, in quotation marks, so that no word is read as
    /// an operator.
    private static func lexemes(_ text: String, isPrefix: Bool) -> String {
        let words = text.split { $0.isWhitespace }.map { word in
            "'" + word.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
        }
        return words.joined(separator: " <-> ") + (isPrefix && !words.isEmpty ? ":*" : "")
    }
}
