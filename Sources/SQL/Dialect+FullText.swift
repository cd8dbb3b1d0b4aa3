// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Full-text indices: FTS5 in SQLite, tsvector in PostgreSQL.
///
/// The case of letters is ignored. Accents and the limits of words in other scripts depend on the
/// text: see `FullTextForm`.
extension Dialect {
    /// Returns the statements that create a full-text index.
    ///
    /// An entry of the index is the text of a row of a table, under the key of the row. For rows
    /// that are deleted see `fullTextErasures(_:)`.
    ///
    /// - Parameters:
    ///   - name: The name of the index.
    ///   - columns: The columns of the index; a search may be limited to some of them.
    ///   - table: The table, whose key is `id`.
    ///   - form: The form of the text that is added and searched for.
    /// - Returns: The statements, for a script.
    package func fullTextIndex(
        _ name: String, columns: [String], of table: String, form: FullTextForm = .written
    ) -> String {
        switch self {
        case .sqlite:
            """
            \(virtualTable(name, columns, form))
            CREATE TABLE \(name)_erased (id INTEGER PRIMARY KEY);
            \(trigger(
                "\(name)_after_delete", after: "DELETE", on: table,
                "INSERT INTO \(name)_erased (id) VALUES (OLD.id) ON CONFLICT (id) DO NOTHING;"))
            """
        case .postgresql:
            """
            CREATE TABLE \(name) (
                \(fullTextKey) BIGINT PRIMARY KEY REFERENCES \(table) (id) ON DELETE CASCADE,
                \(columns.map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")),
                \(columns.map {
                    "\($0)_document TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', \($0))) STORED"
                }.joined(separator: ",\n    ")),
                document TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple',
                    \(columns.joined(separator: " || ' ' || ")))) STORED);
            CREATE INDEX \(name)_document ON \(name) USING GIN (document);
            """
        }
    }

    /// Returns the statements that empty a full-text index, and change the form of its text.
    ///
    /// All texts must then be added again.
    package func emptiedFullTextIndex(
        _ name: String, columns: [String], form: FullTextForm
    ) -> String {
        switch self {
        case .sqlite:
            """
            DROP TABLE \(name);
            \(virtualTable(name, columns, form))
            """
        case .postgresql: "TRUNCATE \(name);"
        }
    }

    /// Returns the statement that creates the index of SQLite itself.
    private func virtualTable(_ name: String, _ columns: [String], _ form: FullTextForm) -> String {
        let words =
            switch form {
            case .written: "remove_diacritics 2"
            // Mn and Mc are the vowel signs of Indic scripts, which belong to the word.
            case .folded: "remove_diacritics 0 categories ''L* N* Co Mn Mc''"
            }
        return """
            CREATE VIRTUAL TABLE \(name) USING fts5(
                \(columns.joined(separator: ", ")),
                tokenize = 'unicode61 \(words)', columnsize = 0);
            """
    }

    /// Returns the table of the `id` of each deleted row whose text must still be deleted from the
    /// index; nil if the database deletes the text by itself.
    ///
    /// A trigger of SQLite may not use a virtual table if the schema is not trusted.
    package func fullTextErasures(_ name: String) -> String? {
        switch self {
        case .sqlite: "\(name)_erased"
        case .postgresql: nil
        }
    }

    /// The column of a full-text index that holds the key of the row to which the text belongs.
    package var fullTextKey: String {
        switch self {
        case .sqlite: "rowid"
        case .postgresql: "row_id"
        }
    }

    /// Returns the condition that a row of a full-text index matches a query.
    ///
    /// - Parameters:
    ///   - name: The name of the index.
    ///   - query: The query.
    ///   - bind: Receives a value and returns a placeholder for it.
    /// - Returns: The condition.
    package func fullTextMatch(
        _ name: String, _ query: FullTextQuery, bind: (String) -> String
    ) -> String {
        switch self {
        case .sqlite: "\(name) MATCH \(bind(query.fts5))"
        case .postgresql: query.textSearch(in: name, bind: bind)
        }
    }
}
