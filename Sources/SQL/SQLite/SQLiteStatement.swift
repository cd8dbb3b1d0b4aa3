// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// One compiled statement; finalized when it is let go, so its handle never dangles.
@safe final class SQLiteStatement {
    let sql: String
    let handle: OpaquePointer
    /// Whether a run of it is under way; the same text then needs a second statement.
    var isInUse = false
    /// The column that the row's reader takes next.
    var nextColumn = 0

    /// Compiles the first statement of some SQL; `nil` if that is white space or a comment.
    ///
    /// - Parameters:
    ///   - sql: The SQL, for errors.
    ///   - text: Its UTF-8 from where to compile.
    ///   - connection: The connection's handle.
    ///   - rest: Set to how many bytes of `text` follow the statement.
    /// - Throws: `SQLError` for SQL that is wrong, or a database that can't be read.
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

    /// Whether running it leaves the database as it is.
    var onlyReads: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

    /// Moves to the next row.
    ///
    /// - Returns: Whether there is one.
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

    /// Ends a run and forgets its values; a failure of the run was already reported by `step`.
    func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }
}
