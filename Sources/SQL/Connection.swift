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

    let database: SQLiteDatabase
    var isReading = false

    /// Opens a database file.
    ///
    /// Every commit is on the disk when it returns (`synchronous` FULL), foreign keys are enforced,
    /// the schema is not trusted, and the write-ahead log is left in place at close, not moved
    /// into the database: see `checkpointIfLarge(overBytes:)`.
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
        database = try SQLiteDatabase(path: path, access: access, busyWait: busyWait)
    }

    /// The dialect that this connection's database speaks.
    package var dialect: Dialect { .sqlite }

    /// How long to wait for other connections; settable at any time.
    package var busyWait: BusyWait {
        get { database.busyHandler.wait }
        set { database.busyHandler.wait = newValue }
    }

    /// How many rows the last INSERT, UPDATE or DELETE changed, triggers and cascades not counted.
    package var changes: Int { database.changes }

    /// How many statements were compiled since the connection opened.
    package var statementsPrepared: Int { database.statementsPrepared }

    /// How many statements were run since the connection opened, BEGIN and COMMIT included.
    package var statementsRun: Int { database.statementsRun }

    /// How many pages were read from the file or its log since the connection opened, those that
    /// were still held in memory not counted.
    package var pagesRead: Int { database.pagesRead }

    /// Closes the connection; calls after that throw.
    ///
    /// Closing twice does nothing more.
    /// A connection that is let go closes by itself.
    package func close() { database.close() }
}
