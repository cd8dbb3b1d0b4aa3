// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Replaces the store with a backup.
package enum StoreRestore {
    /// The outcome of a restoration.
    package struct Outcome: Equatable, Sendable {
        /// The contents of the restored store.
        package let contents: Store.Examination
        /// The number of outbox entries that were due and are now held.
        package let held: Int64
        /// The path at which the previous store is kept; nil if there was no store.
        package let replaced: String?
    }

    /// The reason that lists show for entries that were due when the backup was made.
    static let holdReason =
        "the store was restored from a backup; this entry may have been sent since"

    /// Replaces the store with a backup whose outbox is put on hold.
    ///
    /// An existing store is replaced in one transaction, so that deliveries, which wait meanwhile,
    /// go into the new store. The previous store is kept in a file beside it. Emergency mail is not
    /// changed.
    ///
    /// - Parameters:
    ///   - backup: The path of the backup, which is not changed.
    ///   - location: The location of the store.
    ///   - replaces: Whether an existing store may be replaced.
    ///   - now: The time, in microseconds since 1970, UTC.
    ///   - beforeStore: Called when only the backup is open; root drops its privileges here.
    /// - Returns: The outcome.
    /// - Throws: `MaintenanceError`, `StoreError`, `SQLError` or `SystemError`; the store is not
    ///   changed then.
    package static func run(
        _ backup: String, to location: StoreLocation, replaces: Bool, now: Int64,
        beforeStore: () throws -> Void
    ) throws -> Outcome {
        guard let path = location.filePath else { throw MaintenanceError.noFile }
        if let log = try FileSystem.status(backup + "-wal"), log.size > 0 {
            throw MaintenanceError.inUse(path: backup)
        }
        let file = try InputFile(backup)
        try beforeStore()
        let hasStore = try FileSystem.status(path) != nil
        guard replaces || !hasStore else { throw MaintenanceError.storeExists(path: path) }
        let stamp = Timestamp.compact(now)
        let copy = try StoreBackup.unusedPath("\(path).restoring-\(stamp)")
        let new = try NewFile(copy)
        while true {
            let bytes = try file.read()
            if bytes.isEmpty { break }
            try new.write(bytes)
        }
        try new.finish()
        defer { for suffix in ["", "-wal", "-shm"] { _ = try? FileSystem.remove(copy + suffix) } }
        var held: Int64 = 0
        let contents = try examine(copy, named: backup) { connection in
            held = try Store.holdOutbox(of: connection, reason: holdReason)
        }
        let aside = try StoreBackup.unusedPath("\(path).replaced-\(stamp)")
        let replaced = hasStore ? aside : nil
        // Deliveries wait in this queue, so that no delivery goes into the previous store.
        try StoreLocks(of: location).inTurn {
            if hasStore, try replaceContents(of: path, by: copy, keepingThemIn: aside) { return }
            for suffix in ["", "-wal", "-shm"] where try FileSystem.status(path + suffix) != nil {
                try FileSystem.rename(path + suffix, to: aside + suffix)
            }
            try FileSystem.rename(copy, to: path)
            try FileSystem.syncDirectory(FileSystem.directory(of: path))
        }
        return Outcome(contents: contents, held: held, replaced: replaced)
    }

    private static func examine(
        _ copy: String, named backup: String, _ change: (Connection) throws -> Void
    ) throws -> Store.Examination {
        do {
            let contents = try Store.examine(copy, change: change)
            guard let problem = contents.problems.first else { return contents }
            throw MaintenanceError.notSound(path: backup, problem)
        } catch StoreError.notAStore {
            throw StoreError.notAStore(path: backup)
        } catch let error as SQLError where [.corrupt, .notADatabase].contains(error.code) {
            throw MaintenanceError.notSound(path: backup, error.message)
        }
    }

    /// Replaces the contents of a store in one transaction; returns false if it is too damaged for
    /// that.
    private static func replaceContents(
        of path: String, by copy: String, keepingThemIn aside: String
    ) throws -> Bool {
        do {
            let present = try Connection(path: path, access: .readWrite)
            defer { present.close() }
            guard let file = present.file else { throw MaintenanceError.noFile }
            try file.backup(to: aside)
            let source = try Connection(path: copy, access: .readWrite)
            defer { source.close() }
            guard let new = source.file else { throw MaintenanceError.noFile }
            try file.replaceContents(with: new)
            file.checkpointIfLarge()
            return true
        } catch {
            guard let code = (error as? SQLError)?.code, [.corrupt, .notADatabase].contains(code)
            else { throw error }
            try FileSystem.remove(aside)
            return false
        }
    }
}
