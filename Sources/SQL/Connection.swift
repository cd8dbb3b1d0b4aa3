// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One connection to a database, for one thread.
///
/// Statements are written with placeholders `$1`, `$2` and so on, which must first appear in that
/// order, and are kept prepared by their text until the connection closes: text that varies (lists
/// of placeholders) should vary little.
package final class Connection {
    /// What a connection may do with the database file.
    package enum Access: Sendable {
        /// Reads a database that exists.
        case readOnly
        /// Reads and writes a database that exists.
        case readWrite
        /// Reads and writes, and makes the file, for its owner alone (mode 0600), if it is missing.
        case create
    }

    let driver: Driver
    var isReading = false

    /// Opens a database file.
    ///
    /// Every commit is on the disk when it returns (`synchronous` FULL), foreign keys are enforced,
    /// the schema is not trusted, and the write-ahead log is left in place at close, not moved
    /// into the database: see `DatabaseFile.checkpointIfLarge(overBytes:)`.
    ///
    /// - Parameters:
    ///   - path: The file, never a URI or a special name such as `:memory:`.
    ///   - access: What may be done with it.
    ///   - busyWait: How long to wait for other connections.
    /// - Throws: `SQLError` of code `cannotOpen` for a missing file, a directory or another thing
    ///   that is not a file; `permission`; `readOnly` for a file that cannot be written to though
    ///   `access` asks for it; `notADatabase`; `corrupt`; `busy`.
    package init(
        path: String, access: Access, busyWait: BusyWait = BusyWait()
    ) throws(SQLError) {
        driver = .sqlite(
            try SQLiteDatabase(path: path, access: access, busyWait: busyWait))
    }

    /// The dialect that this connection's database speaks.
    package var dialect: Dialect { driver.dialect }

    /// How long to wait for other connections; settable at any time.
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

    /// How many rows the last INSERT, UPDATE or DELETE changed, triggers and cascades not counted.
    package var changes: Int {
        switch driver {
        case .sqlite(let database): database.changes
        }
    }

    /// How many statements were compiled since the connection opened.
    package var statementsPrepared: Int {
        switch driver {
        case .sqlite(let database): database.statementsPrepared
        }
    }

    /// How many statements were run since the connection opened, BEGIN and COMMIT included.
    package var statementsRun: Int {
        switch driver {
        case .sqlite(let database): database.statementsRun
        }
    }

    /// How many pages were read from the file or its log since the connection opened, those that
    /// were still held in memory not counted.
    package var pagesRead: Int {
        switch driver {
        case .sqlite(let database): database.pagesRead
        }
    }

    /// Closes the connection; calls after that throw.
    ///
    /// Closing twice does nothing more.
    /// A connection that is let go closes by itself.
    package func close() {
        switch driver {
        case .sqlite(let database): database.close()
        }
    }

    /// Readies a new, empty database for a schema.
    ///
    /// To be called once, outside a transaction, when a store is made. A file gets pages of 4096
    /// bytes and a write-ahead log, which every later connection finds in it. Calling it again
    /// changes nothing.
    ///
    /// - Throws: `SQLError`; of code `other` where the file system can't keep a write-ahead log.
    package func setUp() throws(SQLError) {
        switch driver {
        case .sqlite(let database): try database.setUp()
        }
    }

    /// What can be done with the database because it is a file; nil where it is on a server.
    package var file: DatabaseFile? {
        switch driver {
        case .sqlite(let database): DatabaseFile(of: self, database)
        }
    }
}
