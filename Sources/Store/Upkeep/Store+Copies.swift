// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

/// Stores that are copied as a whole: backups, and what is to become the store again.
extension Store {
    /// What a file that may be a store holds.
    package struct Examination: Equatable, Sendable {
        /// The last step of its schema.
        package let step: String
        /// How many steps are missing to the current schema.
        package let missingSteps: Int
        /// How many emails are in it.
        package let emails: Int64
        /// What is wrong with its structure, in SQLite's words; empty for a sound one.
        package let problems: [String]
    }

    /// Opens a store of whatever schema known here, to be copied.
    package static func copySource(_ location: StoreLocation) throws -> Connection {
        try connect(location, access: .readWrite, busyWait: BusyWait()).0
    }

    /// Reads all of a file that nobody else uses and that may be a store.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - change: What is to be done to it, if it is a sound store.
    /// - Returns: What it holds.
    /// - Throws: `StoreError.notAStore` or `.tooNew` where it is none that this version knows.
    package static func examine(
        _ path: String, change: (Connection) throws -> Void = { _ in }
    ) throws -> Examination {
        let (connection, steps) = try connect(
            .file(path), access: .readWrite, busyWait: BusyWait())
        defer {
            connection.close()
            // What else SQLite made for the look at it; all is in the file.
            for suffix in ["-wal", "-shm"] { _ = try? FileSystem.remove(path + suffix) }
        }
        guard let file = connection.file else { throw StoreError.notAStore(path: path) }
        let problems = try file.integrityProblems(limit: 5, isThorough: true)
        let emails = try connection.first("SELECT count(*) FROM email") { row in try row.int() }
        if problems.isEmpty {
            try change(connection)
            guard [.done, .notNeeded].contains(file.checkpointIfLarge(overBytes: 0)) else {
                throw SQLError(code: .ioError, message: "the copy could not be completed")
            }
        }
        return Examination(
            step: steps.last ?? "", missingSteps: Migration.all.count - steps.count,
            emails: emails ?? 0, problems: problems)
    }

    /// Has nothing leave a store by itself: what was due is held.
    ///
    /// Returns how many entries that are.
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
