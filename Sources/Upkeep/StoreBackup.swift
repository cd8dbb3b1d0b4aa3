// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Copies of a store that is in use.
package enum StoreBackup {
    /// Copies a store into a new file (0600), looks whether the copy is sound, and syncs it.
    ///
    /// Deliveries go on meanwhile; the copy is the store of one moment.
    ///
    /// - Parameters:
    ///   - connection: The store.
    ///   - path: The file to make.
    /// - Returns: What is in the copy.
    /// - Throws: `MaintenanceError`; then there is no file.
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

    /// Copies a store before its schema changes, into a file beside it that is named after the step
    /// that comes next and the time.
    ///
    /// - Returns: The file.
    /// - Throws: `MaintenanceError`.
    package static func beforeMigration(
        of connection: Connection, at location: StoreLocation, step: String, now: Int64
    ) throws -> String {
        guard let file = location.filePath else { throw MaintenanceError.noFile }
        let path = try freeName("\(file).before-\(step)-\(Timestamp.compact(now))")
        _ = try make(of: connection, to: path)
        return path
    }

    /// A name that nothing has yet, the one that is wanted or one with a number behind it.
    static func freeName(_ path: String) throws -> String {
        var name = path
        var number = 1
        while try FileSystem.linkStatus(name) != nil {
            number += 1
            name = "\(path)-\(number)"
        }
        return name
    }
}
