// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CSQLite
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The page size, the write-ahead log and backups.
extension SQLiteDatabase {
    /// Gives an empty database pages of 4096 bytes and a write-ahead log.
    func setUp() throws(SQLError) {
        try command("PRAGMA page_size = 4096")
        // Lets the file shrink in small steps; later only a rewrite of the file could allow that.
        try command("PRAGMA auto_vacuum = INCREMENTAL")
        var mode = "unknown"
        try run("PRAGMA journal_mode = WAL", [], onlyReads: false) { row throws(SQLError) in
            mode = try row.text()
            return true
        }
        guard mode == "wal" else {
            throw SQLError(
                code: .other, message: "cannot use a write-ahead log: the journal mode is \(mode)")
        }
    }

    /// Moves the write-ahead log into the database and empties it, if its file is larger than a
    /// limit.
    func checkpoint(overBytes limit: Int64) -> CheckpointOutcome {
        guard let handle = unsafe handle, !isInTransaction,
            unsafe Self.logSize(of: handle) > limit
        else { return .notNeeded }
        let wait = busyHandler.wait
        busyHandler.wait = .none
        defer { busyHandler.wait = wait }
        let result = unsafe sqlite3_wal_checkpoint_v2(
            handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
        switch result & 0xff {
        case SQLITE_OK: return .done
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy
        default: return .failed(unsafe SQLError(handle: handle, result: result, sql: nil).code)
        }
    }

    /// Returns the size of the write-ahead log's file in bytes; 0 if there is no file.
    private static func logSize(of handle: OpaquePointer) -> Int64 {
        guard let name = unsafe sqlite3_db_filename(handle, "main"),
            let log = unsafe sqlite3_filename_wal(name)
        else { return 0 }
        var information = stat()
        guard unsafe stat(log, &information) == 0 else { return 0 }
        return Int64(information.st_size)
    }

    /// Copies the whole database into a new file.
    func backup(to path: String) throws(SQLError) {
        let source = try unsafe open()
        guard try SQLiteFile.create(path) else { throw SQLiteFile.failure(EEXIST) }
        do {
            let copy = try SQLiteDatabase(
                path: path, access: .readWrite, busyWait: busyHandler.wait)
            defer { copy.close() }
            try unsafe Self.copy(from: source, to: copy.open())
        } catch {
            unsafe unlink(path)
            throw error
        }
    }

    /// Replaces the whole contents by those of another database.
    func replaceContents(with source: SQLiteDatabase) throws(SQLError) {
        try unsafe Self.copy(from: source.open(), to: open())
    }

    private static func copy(
        from source: OpaquePointer, to target: OpaquePointer
    ) throws(SQLError) {
        guard let backup = unsafe sqlite3_backup_init(target, "main", source, "main") else {
            throw unsafe SQLError(
                handle: target, result: sqlite3_extended_errcode(target), sql: nil)
        }
        // All pages in one step give one state of the source; others continue to write to its log.
        let copied = unsafe sqlite3_backup_step(backup, -1)
        // This call does not report a lock that was not free; only the step does.
        let finished = unsafe sqlite3_backup_finish(backup)
        guard copied == SQLITE_DONE, finished == SQLITE_OK else {
            let result = copied == SQLITE_DONE ? finished : copied
            throw unsafe SQLError(handle: target, result: result, sql: nil)
        }
    }
}
