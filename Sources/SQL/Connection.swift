// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A connection to a database, for one thread.
///
/// The placeholders of statements are `$1`, `$2` and so on; they must first appear in that order.
/// Prepared statements are kept by their text until the connection closes, so a text that varies,
/// as by the length of a list of placeholders, should have few variants.
package final class Connection {
    /// The access of a connection to the database file.
    package enum Access: Sendable {
        /// Reads an existing database.
        case readOnly
        /// Reads and writes an existing database.
        case readWrite
        /// Reads and writes; creates a missing file, with mode 0600.
        case create
    }

    let driver: Driver
    var isReading = false

    /// Opens a database file.
    ///
    /// Every commit is on the disk when it returns (`synchronous` FULL), foreign keys are enforced,
    /// and the schema is not trusted. Closing does not move the write-ahead log into the database;
    /// `DatabaseFile.checkpointIfLarge(overBytes:)` does.
    ///
    /// - Parameters:
    ///   - path: The path of the file; URIs and special names such as `:memory:` have no meaning.
    ///   - access: The access to the file.
    ///   - busyWait: The time to wait for other connections.
    /// - Throws: `SQLError` of code `cannotOpen` if the file is missing or not a regular file,
    ///   `readOnly` if `access` allows writing but the file cannot be written to, `permission`,
    ///   `notADatabase`, `corrupt` or `busy`.
    package init(
        path: String, access: Access, busyWait: BusyWait = BusyWait()
    ) throws(SQLError) {
        driver = .sqlite(
            try SQLiteDatabase(path: path, access: access, busyWait: busyWait))
    }

    /// The SQL dialect of the database.
    package var dialect: Dialect { driver.dialect }

    /// The time to wait for other connections; it may be changed at any time.
    package var busyWait: BusyWait {
        get {
            switch driver {
            case .sqlite(let database): database.busyHandler.wait
            }
        }
        set {
            switch driver {
            case .sqlite(let database): database.busyHandler.wait = newValue
            }
        }
    }

    /// The number of rows that the last INSERT, UPDATE or DELETE changed, without the changes of
    /// triggers and cascades.
    package var changes: Int {
        switch driver {
        case .sqlite(let database): database.changes
        }
    }

    /// The number of statements that were compiled since the connection opened.
    package var statementsPrepared: Int {
        switch driver {
        case .sqlite(let database): database.statementsPrepared
        }
    }

    /// The number of statements that were run since the connection opened, including BEGIN and
    /// COMMIT.
    package var statementsRun: Int {
        switch driver {
        case .sqlite(let database): database.statementsRun
        }
    }

    /// The number of pages that were read from the file or its log since the connection opened,
    /// without pages that were still in memory.
    package var pagesRead: Int {
        switch driver {
        case .sqlite(let database): database.pagesRead
        }
    }

    /// Closes the connection; later calls throw, except for this function, which does nothing.
    ///
    /// A connection that is released closes by itself.
    package func close() {
        switch driver {
        case .sqlite(let database): database.close()
        }
    }

    /// Prepares a new, empty database for a schema.
    ///
    /// Call this once, outside a transaction, when a store is created. A file gets pages of 4096
    /// bytes and a write-ahead log; both are recorded in the file. A second call changes nothing.
    ///
    /// - Throws: `SQLError`, with code `other` if the file system does not support a write-ahead
    ///   log.
    package func setUp() throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.setUp()
        }
    }

    /// The operations on the database file; nil if the database is on a server.
    package var file: DatabaseFile? {
        switch driver {
        case .sqlite(let database): DatabaseFile(of: self, database)
        }
    }
}
