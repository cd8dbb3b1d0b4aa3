// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One row of a result, readable only while it is handed to a closure.
///
/// Its columns are read one after another, in the order in which the statement names them: each
/// reading function takes the next one. It throws `SQLError` of code `type` where the column holds
/// another type than asked for, null included, or where there is no further column. In debug builds a
/// closure that reads some columns so must read all.
///
/// Columns can also be read by their numbers, from 0, with functions that throw likewise.
package struct Row: ~Copyable {
    let source: Driver.RowSource

    init(of source: Driver.RowSource) {
        self.source = source
        switch source {
        case .sqlite(let statement): statement.nextColumn = 0
        }
    }

    /// How many columns the row has.
    package var columnCount: Int {
        switch source {
        case .sqlite(let statement): statement.columnCount
        }
    }

    /// Whether the next column is null; `false` after the last one.
    ///
    /// It stays the next column.
    package var isNextNull: Bool {
        switch source {
        case .sqlite(let statement): statement.isNull(statement.nextColumn)
        }
    }

    /// Leaves the next columns out.
    package func skip(_ count: Int = 1) {
        switch source {
        case .sqlite(let statement): statement.nextColumn += count
        }
    }

    /// The whole number of the next column.
    package func int() throws(SQLError) -> Int64 {
        switch source {
        case .sqlite(let statement): try statement.integer(statement.takeColumn())
        }
    }

    /// The whole number of the next column, or `nil` for null.
    package func optionalInt() throws(SQLError) -> Int64? {
        try skipNull() ? nil : int()
    }

    /// The truth value of the next column, which holds 0 or 1; another number is an error.
    package func bool() throws(SQLError) -> Bool {
        switch source {
        case .sqlite(let statement): try statement.bool(statement.takeColumn())
        }
    }

    /// The text of the next column; bytes that are not UTF-8 are an error.
    package func text() throws(SQLError) -> String {
        switch source {
        case .sqlite(let statement): try statement.text(statement.takeColumn())
        }
    }

    /// The text of the next column, or `nil` for null.
    package func optionalText() throws(SQLError) -> String? {
        try skipNull() ? nil : text()
    }

    /// The bytes of the next column, copied once.
    package func bytes() throws(SQLError) -> [UInt8] {
        switch source {
        case .sqlite(let statement): try statement.bytes(statement.takeColumn())
        }
    }

    /// The bytes of the next column, copied once, or `nil` for null.
    package func optionalBytes() throws(SQLError) -> [UInt8]? {
        try skipNull() ? nil : bytes()
    }

    /// Leaves the next column out if it is null.
    private func skipNull() -> Bool {
        guard isNextNull else { return false }
        skip()
        return true
    }
}

/// Reading by number.
extension Row {
    /// Whether a column is null; `false` for a column that does not exist.
    package func isNull(_ column: Int) -> Bool {
        switch source {
        case .sqlite(let statement): statement.isNull(column)
        }
    }

    /// The whole number of a column.
    package func int(_ column: Int) throws(SQLError) -> Int64 {
        switch source {
        case .sqlite(let statement): try statement.integer(column)
        }
    }

    /// The whole number of a column, or `nil` for null.
    package func optionalInt(_ column: Int) throws(SQLError) -> Int64? {
        isNull(column) ? nil : try int(column)
    }

    /// The truth value of a column that holds 0 or 1; another number is an error.
    package func bool(_ column: Int) throws(SQLError) -> Bool {
        switch source {
        case .sqlite(let statement): try statement.bool(column)
        }
    }

    /// The text of a column; bytes that are not UTF-8 are an error.
    package func text(_ column: Int) throws(SQLError) -> String {
        switch source {
        case .sqlite(let statement): try statement.text(column)
        }
    }

    /// The text of a column, or `nil` for null.
    package func optionalText(_ column: Int) throws(SQLError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The bytes of a column, copied once.
    package func bytes(_ column: Int) throws(SQLError) -> [UInt8] {
        switch source {
        case .sqlite(let statement): try statement.bytes(column)
        }
    }

    /// The bytes of a column, copied once, or `nil` for null.
    package func optionalBytes(_ column: Int) throws(SQLError) -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }
}
