// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A row of a result, which can be read only in the closure that receives it.
///
/// Columns are read one after another, in the order of the statement: each reading function reads
/// the next column. It throws `SQLError` of code `type` if the column has another type, if it is
/// null, or if there is no further column. In debug builds a closure that reads some columns in
/// this way must read all of them.
///
/// Columns can also be read by their numbers, which begin at 0; these functions throw the same
/// errors.
package struct Row: ~Copyable {
    let source: Driver.RowSource

    init(of source: Driver.RowSource) {
        self.source = source
        switch source {
        case .sqlite(let statement): statement.nextColumn = 0
        }
    }

    /// The number of columns.
    package var columnCount: Int {
        switch source {
        case .sqlite(let statement): statement.columnCount
        }
    }

    /// Whether the next column is null; false after the last column.
    ///
    /// This does not read the column.
    package var isNextNull: Bool {
        switch source {
        case .sqlite(let statement): statement.isNull(statement.nextColumn)
        }
    }

    /// Skips the next columns.
    package func skip(_ count: Int = 1) {
        switch source {
        case .sqlite(let statement): statement.nextColumn += count
        }
    }

    /// Reads the integer of the next column.
    package func int() throws(SQLError) -> Int64 {
        switch source {
        case .sqlite(let statement): try statement.integer(statement.takeColumn())
        }
    }

    /// Reads the integer of the next column; nil if it is null.
    package func optionalInt() throws(SQLError) -> Int64? {
        try skipNull() ? nil : int()
    }

    /// Reads the next column as a truth value; a number other than 0 and 1 is an error.
    package func bool() throws(SQLError) -> Bool {
        switch source {
        case .sqlite(let statement): try statement.bool(statement.takeColumn())
        }
    }

    /// Reads the text of the next column; text that is not valid UTF-8 is an error.
    package func text() throws(SQLError) -> String {
        switch source {
        case .sqlite(let statement): try statement.text(statement.takeColumn())
        }
    }

    /// Reads the text of the next column; nil if it is null.
    package func optionalText() throws(SQLError) -> String? {
        try skipNull() ? nil : text()
    }

    /// Reads the bytes of the next column; they are copied once.
    package func bytes() throws(SQLError) -> [UInt8] {
        switch source {
        case .sqlite(let statement): try statement.bytes(statement.takeColumn())
        }
    }

    /// Reads the bytes of the next column, which are copied once; nil if it is null.
    package func optionalBytes() throws(SQLError) -> [UInt8]? {
        try skipNull() ? nil : bytes()
    }

    /// Skips the next column if it is null; returns whether it is.
    private func skipNull() -> Bool {
        guard isNextNull else { return false }
        skip()
        return true
    }
}

/// Reading columns by number.
extension Row {
    /// Returns whether a column is null; false if there is no such column.
    package func isNull(_ column: Int) -> Bool {
        switch source {
        case .sqlite(let statement): statement.isNull(column)
        }
    }

    /// Reads the integer of a column.
    package func int(_ column: Int) throws(SQLError) -> Int64 {
        switch source {
        case .sqlite(let statement): try statement.integer(column)
        }
    }

    /// Reads the integer of a column; nil if it is null.
    package func optionalInt(_ column: Int) throws(SQLError) -> Int64? {
        isNull(column) ? nil : try int(column)
    }

    /// Reads a column as a truth value; a number other than 0 and 1 is an error.
    package func bool(_ column: Int) throws(SQLError) -> Bool {
        switch source {
        case .sqlite(let statement): try statement.bool(column)
        }
    }

    /// Reads the text of a column; text that is not valid UTF-8 is an error.
    package func text(_ column: Int) throws(SQLError) -> String {
        switch source {
        case .sqlite(let statement): try statement.text(column)
        }
    }

    /// Reads the text of a column; nil if it is null.
    package func optionalText(_ column: Int) throws(SQLError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// Reads the bytes of a column; they are copied once.
    package func bytes(_ column: Int) throws(SQLError) -> [UInt8] {
        switch source {
        case .sqlite(let statement): try statement.bytes(column)
        }
    }

    /// Reads the bytes of a column, which are copied once; nil if it is null.
    package func optionalBytes(_ column: Int) throws(SQLError) -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }
}
