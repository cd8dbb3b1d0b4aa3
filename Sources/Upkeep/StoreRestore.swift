// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// A backup that becomes the store.
package enum StoreRestore {
    /// What was done.
    package struct Outcome: Equatable, Sendable {
        /// What is in the store now.
        package let contents: Store.Examination
        /// How many messages were due and are held now.
        package let held: Int64
        /// Where the store is that was there before; nil: there was none.
        package let replaced: String?
    }

    /// What lists say of messages that were due when the backup was made.
    static let holdReason = "the store was restored from a backup; it may have been sent since"

    /// Puts a backup in the place of the store, with its outbox on hold.
    ///
    /// A store that is there is replaced in one transaction, so that deliveries, which wait
    /// meanwhile, go into the new one; what it was is kept in a file beside it. Emergency mail stays
    /// where it is.
    ///
    /// - Parameters:
    ///   - backup: The file, which stays as it is.
    ///   - location: Where the store is or will be.
    ///   - replaces: Whether there may be a store.
    ///   - now: Microseconds since 1970, UTC.
    ///   - beforeStore: Called when the file is open and nothing else is: here root gives up its
    ///     rights.
    /// - Returns: What was done.
    /// - Throws: `MaintenanceError`, `StoreError`, `SQLError` or `SystemError`; the store is as it was.
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
        let copy = try StoreBackup.freeName("\(path).restoring-\(stamp)")
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
        let aside = try StoreBackup.freeName("\(path).replaced-\(stamp)")
        let replaced = hasStore ? aside : nil
        // Deliveries wait in this queue, so that none goes into the store that is replaced.
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

    /// Replaces all of a store in one transaction; false where it is too damaged for that.
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
