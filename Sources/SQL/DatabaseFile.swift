// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The operations on a database that is a file: its log, its free space and its copies.
///
/// A database server does these by itself. `Connection.file` is nil then, and the caller decides
/// what to do instead.
package struct DatabaseFile {
    let connection: Connection
    let database: SQLiteDatabase

    init(of connection: Connection, _ database: SQLiteDatabase) {
        self.connection = connection
        self.database = database
    }

    /// Moves the write-ahead log into the database and empties the log, if it is large.
    ///
    /// This does not wait for other connections and does not throw, because a later call can do it.
    /// Call it after the work is done, outside a transaction. Otherwise the log grows without
    /// limit, and a process that opens the database while no other has it open reads the whole log.
    ///
    /// - Parameter limit: The size of the log in bytes up to which nothing is done.
    /// - Returns: The outcome, which callers may ignore.
    @discardableResult
    package func checkpointIfLarge(overBytes limit: Int64 = 512 * 1024) -> CheckpointOutcome {
        database.checkpoint(overBytes: limit)
    }

    /// Checks the structure of the whole database; this reads all of it.
    ///
    /// - Parameters:
    ///   - limit: The largest number of problems to report.
    ///   - isThorough: Whether indices are also compared with their tables, which takes longer.
    /// - Returns: SQLite's descriptions of the problems; empty for an intact database.
    /// - Throws: `SQLError`, with code `corrupt` or `notADatabase` if damage prevents the check.
    package func integrityProblems(
        limit: Int = 100, isThorough: Bool = false
    ) throws(SQLError) -> [String] {
        let check = isThorough ? "integrity_check" : "quick_check"
        var found: [String] = []
        try connection.run("PRAGMA \(check)(\(limit))", []) { row throws(SQLError) in
            found.append(try row.text())
            return true
        }
        return found == ["ok"] ? [] : found
    }

    /// Copies the present state of the database into a new file, while other connections continue
    /// to read and write.
    ///
    /// When this returns, the copy is on the disk, with mode 0600. An unfinished copy is removed.
    ///
    /// - Parameter path: The file to create.
    /// - Throws: `SQLError`, with code `cannotOpen` if the file exists, which is not changed then;
    ///   codes `full` and `ioError` may also concern the disk of the new file.
    package func backup(to path: String) throws(SQLError) {
        try database.backup(to: path)
    }

    /// Replaces the whole contents by those of another database, in one transaction.
    ///
    /// Other connections to this database see the new contents in their next transaction.
    ///
    /// - Parameter source: The other database, which must have the same page size.
    /// - Throws: `SQLError`; nothing has changed then.
    package func replaceContents(with source: DatabaseFile) throws(SQLError) {
        try database.replaceContents(with: source.database)
    }

    /// Stops syncing until the connection closes, for a database that is not needed after this
    /// process.
    package func neverSync() throws(SQLError) {
        try database.neverSync()
    }
}
