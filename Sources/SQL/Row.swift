// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A row of a result, which can be read only in the closure that receives it.
///
/// Columns are read one after another, in the order of the statement: each reading function reads
/// the next column. It throws `SQLError` of code `type` if the column has another type, if it is
/// null, or if there is no further column. In debug builds a closure that reads some columns must
/// read all of them.
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
