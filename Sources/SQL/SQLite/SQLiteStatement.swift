// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// A compiled statement, which is finalized when the object is released, so that the handle is
/// always valid.
@safe final class SQLiteStatement {
    let sql: String
    let handle: OpaquePointer
    /// Whether the statement is running; to run its text again meanwhile, a second statement is
    /// needed.
    var isInUse = false
    /// The number of the column that is read next.
    var nextColumn = 0

    /// Compiles the first statement of a text; returns nil if there is only white space or a
    /// comment.
    ///
    /// - Parameters:
    ///   - sql: The whole text, for errors.
    ///   - text: The rest of the text, which begins with the statement, in UTF-8.
    ///   - connection: The handle of the connection.
    ///   - rest: Set to the number of bytes of `text` after the statement.
    /// - Throws: `SQLError` if the SQL is invalid or the database cannot be read.
    init?(
        sql: String, text: UnsafeBufferPointer<CChar>, connection: OpaquePointer, rest: inout Int
    ) throws(SQLError) {
        var compiled: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        // Not SQLITE_PREPARE_PERSISTENT: most processes run a statement a few times and exit, and
        // the flag would trade the connection's fast small memory for the heap.
        let result = unsafe sqlite3_prepare_v3(
            connection, text.baseAddress, Int32(clamping: text.count), 0, &compiled, &tail)
        guard result == SQLITE_OK else {
            throw unsafe SQLError(handle: connection, result: result, sql: sql)
        }
        rest = 0
        if let tail = unsafe tail, let start = text.baseAddress {
            rest = unsafe text.count - (tail - start)
        }
        guard let compiled = unsafe compiled else { return nil }
        self.sql = sql
        unsafe handle = compiled
    }

    deinit {
        unsafe sqlite3_finalize(handle)
    }

    /// Whether the statement does not change the database.
    var onlyReads: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

    /// Moves to the next row.
    ///
    /// - Returns: Whether there is a next row.
    func step(hasValues: Bool = false) throws(SQLError) -> Bool {
        let result = unsafe sqlite3_step(handle)
        switch result {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            throw unsafe SQLError(
                handle: sqlite3_db_handle(handle), result: result, sql: sql, hasValues: hasValues)
        }
    }

    /// Ends a run and removes its values; `step` has already reported an error of the run.
    func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }
}
