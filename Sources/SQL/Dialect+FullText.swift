// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Full-text indices: FTS5 in SQLite, tsvector in PostgreSQL.
///
/// Words are compared without regard to case and, in SQLite, to diacritics.
extension Dialect {
    /// The statements for a full-text index over text that belongs to the rows of a table, under
    /// their keys; see `fullTextErasures(_:)` for rows that are deleted.
    ///
    /// - Parameters:
    ///   - name: The index.
    ///   - columns: Its columns, which are searched together or one by one.
    ///   - table: The table, whose key is `id`.
    /// - Returns: The statements, for a script.
    package func fullTextIndex(_ name: String, columns: [String], of table: String) -> String {
        switch self {
        case .sqlite:
            """
            CREATE VIRTUAL TABLE \(name) USING fts5(
                \(columns.joined(separator: ", ")),
                tokenize = 'unicode61 remove_diacritics 2', columnsize = 0);
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

    /// The table with each `id` whose row was deleted, and whose text is still to be deleted; nil
    /// where the database has done so itself.
    ///
    /// A trigger of SQLite may not touch a virtual table where the schema is not trusted.
    package func fullTextErasures(_ name: String) -> String? {
        switch self {
        case .sqlite: "\(name)_erased"
        case .postgresql: nil
        }
    }

    /// The column of a full-text index with the key of the row that its text belongs to.
    package var fullTextKey: String {
        switch self {
        case .sqlite: "rowid"
        case .postgresql: "row_id"
        }
    }

    /// The condition that a row of a full-text index is found by a query.
    ///
    /// - Parameters:
    ///   - name: The index.
    ///   - query: What is looked for.
    ///   - bind: Takes a value and gives the placeholder for it.
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
