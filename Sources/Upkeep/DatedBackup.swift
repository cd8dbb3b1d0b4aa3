// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Dated backups of a store in one directory, of which the newest are kept.
package enum DatedBackup {
    /// The result of a backup.
    package struct Outcome: Sendable {
        /// The path of the new file.
        package let path: String
        /// The size of the new file in bytes.
        package let size: Int64
        /// The result of examining it.
        package let contents: Store.Examination
        /// The paths of the older backups that were removed, oldest first.
        package let removed: [String]
    }

    private static let suffix = ".db"
    private static let partialSuffix = ".partial"
    /// 1 day in microseconds: an unfinished copy of this age belongs to no running process.
    private static let staleAfter: Int64 = 86_400_000_000

    /// Copies a store into a file, or into a new one of a series in a directory.
    ///
    /// - Parameters:
    ///   - connection: The connection to the store.
    ///   - location: The location of the store.
    ///   - file: The file to create; not used with a directory.
    ///   - directory: The directory of the series; nil for a single file.
    ///   - keep: The number of files of the series that remain; nil removes none.
    ///   - now: Microseconds since 1970, UTC.
    /// - Returns: The new file, and the removed ones.
    /// - Throws: The errors of `StoreBackup.make(of:to:)`, or `SystemError`.
    package static func make(
        of connection: Connection, at location: StoreLocation, as file: String?,
        in directory: String?, keep: Int?, now: Int64
    ) throws -> Outcome {
        if let directory {
            return try make(of: connection, at: location, in: directory, keep: keep, now: now)
        }
        let path = file ?? ""
        let contents = try StoreBackup.make(of: connection, to: path)
        return try outcome(path, contents, removed: [])
    }

    private static func outcome(
        _ path: String, _ contents: Store.Examination, removed: [String]
    ) throws -> Outcome {
        let size = try FileSystem.status(path)?.size ?? 0
        return Outcome(path: path, size: size, contents: contents, removed: removed)
    }

    /// Copies a store into a new file, `mailclerk-20260303T081500Z.db`, then removes the oldest of
    /// these files.
    ///
    /// The file gets its name when it is complete, checked and synced. Nothing is removed before,
    /// and never a file with another name.
    ///
    /// - Parameters:
    ///   - connection: The connection to the store.
    ///   - location: The location of the store; the names begin with that of its file.
    ///   - directory: The directory, which must exist.
    ///   - keep: The number of files that remain, with the new one; nil removes none.
    ///   - now: Microseconds since 1970, UTC.
    /// - Returns: The new file, and the removed ones.
    /// - Throws: The errors of `StoreBackup.make(of:to:)`, or `SystemError`.
    private static func make(
        of connection: Connection, at location: StoreLocation, in directory: String, keep: Int?,
        now: Int64
    ) throws -> Outcome {
        let prefix = prefix(of: location)
        let stamp = Timestamp.compact(now)
        // A missing directory is reported as such, not as a failed copy.
        _ = try FileSystem.list(directory)
        let random = try Randomness.bytes(4).map(String.init).joined()
        let partial = "\(directory)/.\(prefix)\(stamp).\(random)\(partialSuffix)"
        let contents = try StoreBackup.make(of: connection, to: partial)
        let path = try unusedPath("\(directory)/\(prefix)\(stamp)")
        do {
            try FileSystem.rename(partial, to: path)
        } catch {
            _ = try? FileSystem.remove(partial)
            throw error
        }
        try FileSystem.syncDirectory(directory)
        let removed = try removeOld(in: directory, prefix: prefix, except: path, keep: keep)
        try removeUnfinished(in: directory, prefix: prefix, now: now)
        return try outcome(path, contents, removed: removed)
    }

    /// The start of the names: that of the store's file, without its suffix.
    private static func prefix(of location: StoreLocation) -> String {
        let name = location.filePath?.split(separator: "/").last.map(String.init) ?? "mailclerk"
        return (name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name) + "-"
    }

    /// Returns a path at which nothing exists, with a number if another backup has the same second.
    private static func unusedPath(_ stem: String) throws -> String {
        var path = stem + suffix
        var number = 1
        while try FileSystem.linkStatus(path) != nil {
            number += 1
            path = "\(stem)-\(number)\(suffix)"
        }
        return path
    }

    private static func removeOld(
        in directory: String, prefix: String, except new: String, keep: Int?
    ) throws -> [String] {
        guard let keep else { return [] }
        var found: [(order: (String, Int), path: String)] = []
        for name in try FileSystem.list(directory) {
            let path = "\(directory)/\(name)"
            guard path != new, let order = order(of: name, prefix: prefix),
                try FileSystem.linkStatus(path)?.kind == .file
            else { continue }
            found.append((order, path))
        }
        let old = found.sorted { $0.order < $1.order }.dropLast(max(keep - 1, 0)).map(\.path)
        for path in old { try FileSystem.remove(path) }
        if !old.isEmpty { try FileSystem.syncDirectory(directory) }
        return old
    }

    /// Returns the time and the number in the name of a backup; nil for another file's name.
    private static func order(of name: String, prefix: String) -> (String, Int)? {
        guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
        let parts = name.dropFirst(prefix.count).dropLast(suffix.count).split(
            separator: "-", omittingEmptySubsequences: false)
        guard let stamp = parts.first, parts.count <= 2, isTime(stamp) else { return nil }
        guard parts.count == 2 else { return (String(stamp), 1) }
        guard let number = Int(parts[1]), number > 1, String(number) == parts[1] else { return nil }
        return (String(stamp), number)
    }

    /// Whether a text has the form `20260303T081500Z`.
    private static func isTime(_ text: Substring) -> Bool {
        let form = Array("00000000T000000Z".utf8)
        return text.utf8.count == form.count
            && zip(text.utf8, form).allSatisfy { byte, expected in
                expected == UInt8(ascii: "0")
                    ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) : byte == expected
            }
    }

    /// Removes copies that a killed process left unfinished.
    private static func removeUnfinished(
        in directory: String, prefix: String, now: Int64
    ) throws {
        for name in try FileSystem.list(directory) where name.hasPrefix("." + prefix) {
            let parts = name.dropFirst(prefix.count + 1).split(separator: ".")
            let path = "\(directory)/\(name)"
            guard parts.count == 3, isTime(parts[0]), parts[1].utf8.allSatisfy({ 48...57 ~= $0 }),
                ["partial", "partial-wal", "partial-shm", "partial-journal"].contains(parts[2]),
                let status = try FileSystem.linkStatus(path), status.kind == .file,
                now - status.modifiedAt > staleAfter
            else { continue }
            try FileSystem.remove(path)
        }
    }
}
