// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// The SQLite driver: one open database file and its compiled statements.
@safe final class SQLiteDatabase {
    let busyHandler: SQLiteBusyHandler
    /// The connection; nil after it is closed.
    var handle: OpaquePointer?
    /// The compiled statements, each with its text.
    var statements: [SQLiteStatement] = []
    /// The durability of the next commit.
    var durability: Durability = .synced
    /// Whether no commit is synced, regardless of its durability.
    var neverSyncs = false
    /// The names of the functions that statements can call, see `provide(_:_:)`.
    var functions: Set<String> = []
    var statementsPrepared = 0
    var statementsRun = 0

    init(path: String, access: Connection.Access, busyWait: BusyWait) throws(SQLError) {
        busyHandler = SQLiteBusyHandler(busyWait)
        let file = try SQLiteFile(path: path, access: access)
        var opened: OpaquePointer?
        let result = unsafe sqlite3_open_v2(
            file.path, &opened, access.flags | SQLITE_OPEN_NOMUTEX, nil)
        unsafe handle = unsafe opened
        guard result == SQLITE_OK, let opened = unsafe opened else {
            throw unsafe SQLError(handle: handle, result: result, sql: nil)
        }
        unsafe busyHandler.install(on: opened)
        try unsafe configure(opened)
        guard access == .readOnly || (unsafe sqlite3_db_readonly(opened, "main")) == 0 else {
            throw SQLError(
                code: .readOnly, message: "the database file cannot be written to")
        }
    }

    deinit {
        close()
    }

    func close() {
        statements = []
        // This form also closes a connection with a running statement, at the end of the statement.
        unsafe sqlite3_close_v2(handle)
        unsafe handle = nil
    }

    var isInTransaction: Bool {
        guard let handle = unsafe handle else { return false }
        return unsafe sqlite3_get_autocommit(handle) == 0
    }

    var changes: Int {
        guard let handle = unsafe handle else { return 0 }
        return unsafe Int(sqlite3_changes64(handle))
    }

    /// The number of rows that were changed since the connection opened, including changes by
    /// triggers and cascades.
    var totalChanges: Int {
        guard let handle = unsafe handle else { return 0 }
        return unsafe Int(sqlite3_total_changes64(handle))
    }

    var pagesRead: Int {
        guard let handle = unsafe handle else { return 0 }
        var current: Int32 = 0
        var highest: Int32 = 0
        unsafe sqlite3_db_status(
            handle, SQLITE_DBSTATUS_CACHE_MISS, &current, &highest, 0)
        return Int(current)
    }

    /// Returns the handle of the connection.
    ///
    /// - Throws: `SQLError` of code `other` if the connection is closed.
    func open() throws(SQLError) -> OpaquePointer {
        guard let handle = unsafe handle else {
            throw SQLError(
                code: .other, message: "the connection is closed")
        }
        return unsafe handle
    }

    private func configure(_ opened: OpaquePointer) throws(SQLError) {
        let switches = [
            (SQLITE_DBCONFIG_ENABLE_FKEY, true),
            (SQLITE_DBCONFIG_DEFENSIVE, true),
            (SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            // Double quotes contain only names, as in PostgreSQL: a misspelt name is not read as
            // text.
            (SQLITE_DBCONFIG_DQS_DDL, false),
            (SQLITE_DBCONFIG_DQS_DML, false),
            // Otherwise each short process would move the log and delete it, with 2 more syncs.
            (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
        ]
        for (option, on) in switches {
            try check(unsafe csqlite_db_switch(opened, Int32(option), on ? 1 : 0))
        }
        try check(unsafe sqlite3_wal_autocheckpoint(opened, 0))
        var persistent: Int32 = 1
        try check(
            unsafe sqlite3_file_control(opened, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent))
        // The first statement reads the file and therefore detects a file that is not a database.
        try script("PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON", onlyReads: false)
    }

    private func check(_ result: Int32) throws(SQLError) {
        guard result == SQLITE_OK else {
            throw unsafe SQLError(handle: handle, result: result, sql: nil)
        }
    }
}

extension Connection.Access {
    fileprivate var flags: Int32 {
        switch self {
        case .readOnly: SQLITE_OPEN_READONLY
        // The file exists: `SQLiteFile` creates it, because SQLite would let all users read it.
        case .readWrite, .create: SQLITE_OPEN_READWRITE
        }
    }
}
