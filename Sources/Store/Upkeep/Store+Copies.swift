// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

/// Copies of a store: backups, and files that are to replace the store.
extension Store {
    /// The contents of a file that may be a store.
    package struct Examination: Equatable, Sendable {
        /// The last step of its schema.
        package let step: String
        /// The number of steps missing to the current schema.
        package let missingSteps: Int
        /// The number of emails.
        package let emails: Int64
        /// Structural problems, in SQLite's words; empty for an intact store.
        package let problems: [String]
    }

    /// Opens a store of any known schema, to copy it.
    package static func copySource(_ location: StoreLocation) throws -> Connection {
        try connect(location, access: .readWrite, busyWait: BusyWait()).0
    }

    /// Checks a file that may be a store and that no other process uses.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - change: A change to make if the store is intact.
    /// - Returns: The contents of the file.
    /// - Throws: `StoreError.notAStore` or `.tooNew` if it is not a store of a known schema;
    ///   `SQLError` if the database failed.
    package static func examine(
        _ path: String, change: (Connection) throws -> Void = { _ in }
    ) throws -> Examination {
        let (connection, steps) = try connect(
            .file(path), access: .readWrite, busyWait: BusyWait())
        defer {
            connection.close()
            // SQLite created these files for the check; all data is in the file.
            for suffix in ["-wal", "-shm"] { _ = try? FileSystem.remove(path + suffix) }
        }
        guard let file = connection.file else { throw StoreError.notAStore(path: path) }
        let problems = try file.integrityProblems(limit: 5, isThorough: true)
        let emails = try connection.first("SELECT count(*) FROM email") { row in try row.int() }
        if problems.isEmpty {
            try change(connection)
            guard [.done, .notNeeded].contains(file.checkpointIfLarge(overBytes: 0)) else {
                throw SQLError(code: .ioError, message: "cannot complete the copy")
            }
        }
        return Examination(
            step: steps.last ?? "", missingSteps: Migration.all.count - steps.count,
            emails: emails ?? 0, problems: problems)
    }

    /// Puts due entries of the outbox on hold, so that the store sends nothing by itself.
    ///
    /// Returns the number of these entries.
    package static func holdOutbox(of connection: Connection, reason: String) throws -> Int64 {
        try connection.transaction(.write) {
            try connection.execute(
                """
                UPDATE outbox SET state = 'held', lease_until = NULL, last_error = $1
                WHERE state IN ('due', 'sending')
                """, reason)
            return Int64(connection.changes)
        }
    }
}
