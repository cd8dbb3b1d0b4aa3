// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Copies a store that is in use.
package enum StoreBackup {
    /// Copies a store into a new file of mode 0600, checks that the copy is intact, and syncs it.
    ///
    /// Deliveries continue meanwhile; the copy holds the state of one moment.
    ///
    /// - Parameters:
    ///   - connection: The connection to the store.
    ///   - path: The file to create.
    /// - Returns: The result of examining the copy.
    /// - Throws: `MaintenanceError`, or an error of examining or syncing the copy, which is
    ///   removed.
    package static func make(
        of connection: Connection, to path: String
    ) throws -> Store.Examination {
        guard let file = connection.file else { throw MaintenanceError.noFile }
        guard try FileSystem.linkStatus(path) == nil else {
            throw MaintenanceError.exists(path: path)
        }
        do {
            try file.backup(to: path)
        } catch {
            throw MaintenanceError.cannotWrite(path: path, error)
        }
        do {
            let found = try Store.examine(path)
            if let problem = found.problems.first {
                throw MaintenanceError.notSound(path: path, problem)
            }
            try FileSystem.syncDirectory(FileSystem.directory(of: path))
            return found
        } catch {
            try FileSystem.remove(path)
            throw error
        }
    }

    /// Copies a store before its schema changes, into a file beside the store that is named after
    /// the next step and the time.
    ///
    /// - Returns: The path of the file.
    /// - Throws: The errors of `make(of:to:)`.
    package static func beforeMigration(
        of connection: Connection, at location: StoreLocation, step: String, now: Int64
    ) throws -> String {
        guard let file = location.filePath else { throw MaintenanceError.noFile }
        let path = try unusedPath("\(file).before-\(step)-\(Timestamp.compact(now))")
        _ = try make(of: connection, to: path)
        return path
    }

    /// Returns a path at which nothing exists: the given path, or that path with a number after it,
    /// and then the suffix.
    static func unusedPath(_ path: String, suffix: String = "") throws -> String {
        var name = path + suffix
        var number = 1
        while try FileSystem.linkStatus(name) != nil {
            number += 1
            name = "\(path)-\(number)\(suffix)"
        }
        return name
    }
}
