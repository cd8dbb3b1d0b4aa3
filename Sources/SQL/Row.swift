// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One row of a result, readable only while it is handed to a closure.
///
/// Columns count from 0. Each reading function throws `SQLError` of code `type` where the column
/// holds another type than asked for, null included, or where there is no such column.
package struct Row: ~Copyable {
    let source: Driver.RowSource

    init(of source: Driver.RowSource) {
        self.source = source
    }

    /// How many columns the row has.
    package var columnCount: Int {
        switch source {
        case .sqlite(let statement): statement.columnCount
        }
    }

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
        switch try int(column) {
        case 0: return false
        case 1: return true
        default: throw wrongType(column, wanted: "0 or 1")
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

    private func wrongType(_ column: Int, wanted: String) -> SQLError {
        switch source {
        case .sqlite(let statement): statement.wrongType(column, wanted: wanted)
        }
    }
}
