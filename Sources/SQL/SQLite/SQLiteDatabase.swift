// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite

/// The SQLite driver: one open database file and its compiled statements.
@safe final class SQLiteDatabase {
    let busyHandler: SQLiteBusyHandler
    /// The connection; `nil` once closed.
    var handle: OpaquePointer?
    /// Compiled statements by their text.
    var statements: [SQLiteStatement] = []
    /// What the next commit waits for.
    var durability: Durability = .synced
    /// Whether no commit waits for the disk, whatever is asked of it.
    var neverSyncs = false
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
        // The second form also closes when a statement is still running: it does so at its end.
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

    /// How many rows were changed since the connection opened, triggers and cascades included.
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

    /// The handle of a connection that is open.
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
            // Double quotes are for names alone, as in PostgreSQL: a misspelt one is no text.
            (SQLITE_DBCONFIG_DQS_DDL, false),
            (SQLITE_DBCONFIG_DQS_DML, false),
            // Each of many short processes would else move the log and delete it: 2 syncs more.
            (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
        ]
        for (option, on) in switches {
            try check(unsafe csqlite_db_switch(opened, Int32(option), on ? 1 : 0))
        }
        try check(unsafe sqlite3_wal_autocheckpoint(opened, 0))
        var persistent: Int32 = 1
        try check(
            unsafe sqlite3_file_control(opened, "main", SQLITE_FCNTL_PERSIST_WAL, &persistent))
        // The first of these reads the file, and so finds what is not a database.
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
        // The file is there: `SQLiteFile` makes it, since SQLite would let all users read it.
        case .readWrite, .create: SQLITE_OPEN_READWRITE
        }
    }
}
