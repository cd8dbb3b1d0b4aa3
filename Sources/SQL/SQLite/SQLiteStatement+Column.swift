// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// Reading the columns of the current row.
extension SQLiteStatement {
    var columnCount: Int { unsafe Int(sqlite3_column_count(handle)) }

    func isNull(_ column: Int) -> Bool {
        (0..<columnCount).contains(column) && type(column) == SQLITE_NULL
    }

    /// Returns the number of the next column and moves to the column after it.
    func takeColumn() -> Int {
        let column = nextColumn
        nextColumn = column + 1
        return column
    }

    /// Checks that the closure that received the row read all columns or none.
    func checkColumnsRead() throws(SQLError) {
        guard nextColumn == 0 || nextColumn == columnCount else {
            throw SQLError(
                code: .other, message: "\(nextColumn) of \(columnCount) columns were read", sql: sql
            )
        }
    }

    func bool(_ column: Int) throws(SQLError) -> Bool {
        switch try integer(column) {
        case 0: return false
        case 1: return true
        default: throw wrongType(column, wanted: "0 or 1")
        }
    }

    func integer(_ column: Int) throws(SQLError) -> Int64 {
        try expect(SQLITE_INTEGER, column, "an integer")
        return unsafe sqlite3_column_int64(handle, Int32(clamping: column))
    }

    func text(_ column: Int) throws(SQLError) -> String {
        try expect(SQLITE_TEXT, column, "text")
        let number = Int32(clamping: column)
        // The order matters: the byte count is that of the form that was requested last.
        guard let start = unsafe sqlite3_column_text(handle, number) else {
            throw SQLError(result: SQLITE_NOMEM, sql: sql)
        }
        let bytes = unsafe UnsafeBufferPointer(
            start: start, count: Int(sqlite3_column_bytes(handle, number)))
        guard let text = unsafe String(validating: bytes, as: UTF8.self) else {
            throw wrongType(column, wanted: "text in UTF-8")
        }
        return text
    }

    func bytes(_ column: Int) throws(SQLError) -> [UInt8] {
        try expect(SQLITE_BLOB, column, "bytes")
        let number = Int32(clamping: column)
        let start = unsafe sqlite3_column_blob(handle, number)
        let count = unsafe Int(sqlite3_column_bytes(handle, number))
        guard count > 0 else { return [] }
        guard let start = unsafe start else { throw SQLError(result: SQLITE_NOMEM, sql: sql) }
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }

    func wrongType(_ column: Int, wanted: String) -> SQLError {
        SQLError(
            code: .type, message: "column \(column) is not \(wanted)", sql: sql)
    }

    private func type(_ column: Int) -> Int32 {
        unsafe sqlite3_column_type(handle, Int32(clamping: column))
    }

    private func expect(_ type: Int32, _ column: Int, _ wanted: String) throws(SQLError) {
        guard (0..<columnCount).contains(column), self.type(column) == type else {
            throw wrongType(column, wanted: wanted)
        }
    }
}
