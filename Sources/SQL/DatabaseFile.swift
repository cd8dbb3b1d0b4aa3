// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What can be done with a database because it is a file: only an engine of that kind gives one.
///
/// A server looks after its log, its free space and its backups itself, so callers say what happens
/// where there is no file.
package struct DatabaseFile {
    let connection: Connection
    let database: SQLiteDatabase

    init(of connection: Connection, _ database: SQLiteDatabase) {
        self.connection = connection
        self.database = database
    }

    /// Moves the write-ahead log into the database and empties it, if it has grown large.
    ///
    /// Waits for nobody and never fails the caller: whoever comes next does it. To be called after
    /// the work is done, outside a transaction; without it the log would grow without bound, and
    /// each process that opens the database alone reads all of the log.
    ///
    /// - Parameter limit: Size of the log, in bytes, that is still left alone.
    /// - Returns: What was done; callers need not look at it.
    @discardableResult
    package func checkpointIfLarge(overBytes limit: Int64 = 512 * 1024) -> CheckpointOutcome {
        database.checkpoint(overBytes: limit)
    }

    /// Checks the structure of the whole database; reads all of it.
    ///
    /// - Parameters:
    ///   - limit: How many problems to report at most.
    ///   - isThorough: Whether indices are compared with their tables, too, which takes longer.
    /// - Returns: The problems in SQLite's words; none for an intact database.
    /// - Throws: `SQLError`, of code `corrupt` or `notADatabase` where damage prevents the check.
    package func integrityProblems(
        limit: Int = 100, isThorough: Bool = false
    ) throws(SQLError) -> [String] {
        let check = isThorough ? "integrity_check" : "quick_check"
        let found = try connection.all("PRAGMA \(check)(\(limit))") { row throws(SQLError) in
            try row.text()
        }
        return found == ["ok"] ? [] : found
    }

    /// Copies the database as it is now into a new file, while others continue to read and write.
    ///
    /// The copy is on the disk when this returns, and readable by its owner alone (mode 0600). When
    /// it fails, the unfinished file is removed.
    ///
    /// - Parameter path: The file to make; one that exists already is left as it is and is an error
    ///   of code `cannotOpen`.
    /// - Throws: `SQLError`, of code `full` or `ioError` for the new file's disk too.
    package func backup(to path: String) throws(SQLError) {
        try database.backup(to: path)
    }

    /// Puts all of another database in the place of what this one holds, in one transaction.
    ///
    /// Others that have this database open find the new contents in their next transaction.
    ///
    /// - Parameter source: The other database, with pages of the same size.
    /// - Throws: `SQLError`; then nothing has changed.
    package func replaceContents(with source: DatabaseFile) throws(SQLError) {
        try database.replaceContents(with: source.database)
    }

    /// Stops waiting for the disk at all, until the connection closes: for a database that nobody
    /// needs after this process.
    package func neverSync() throws(SQLError) {
        try database.neverSync()
    }
}
