// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Dated backups of a store in one directory, of which the newest are kept.
package enum DatedBackup {
    /// Where a copy goes.
    package enum Target: Sendable {
        /// Into this file, which must not exist.
        case file(String)
        /// Into a new file, `mailclerk-20260303T081500Z.db`, in a directory, which must exist. Then
        /// the oldest such files are removed, so that `keep` remain; nil removes none. A file with
        /// another name is never removed.
        case series(directory: String, keep: Int?)
    }

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

    /// Copies a store into a file, or into a new file of a series.
    ///
    /// - Parameters:
    ///   - connection: The connection to the store.
    ///   - location: The location of the store; the names of a series begin with that of its file.
    ///   - target: Where the copy goes.
    ///   - now: Microseconds since 1970, UTC.
    /// - Returns: The new file, and the removed ones.
    /// - Throws: The errors of `StoreBackup.make(of:to:)`, or `SystemError`.
    package static func make(
        of connection: Connection, at location: StoreLocation, to target: Target, now: Int64
    ) throws -> Outcome {
        let made: (path: String, contents: Store.Examination)
        var removed: [String] = []
        switch target {
        case .file(let path):
            made = (path, try StoreBackup.make(of: connection, to: path))
        case .series(let directory, let keep):
            let prefix = prefix(of: location)
            made = try addFile(of: connection, to: directory, prefix: prefix, now: now)
            removed = try removeOld(in: directory, prefix: prefix, except: made.path, keep: keep)
            try removeUnfinished(in: directory, prefix: prefix, now: now)
        }
        let size = try FileSystem.status(made.path)?.size ?? 0
        return Outcome(path: made.path, size: size, contents: made.contents, removed: removed)
    }

    /// Copies a store into a new file of a series, which gets its name when it is complete, checked
    /// and synced.
    private static func addFile(
        of connection: Connection, to directory: String, prefix: String, now: Int64
    ) throws -> (path: String, contents: Store.Examination) {
        let stamp = Timestamp.compact(now)
        // A missing directory is reported as such, not as a failed copy.
        _ = try FileSystem.list(directory)
        let random = try Randomness.bytes(4).map(String.init).joined()
        let partial = "\(directory)/.\(prefix)\(stamp).\(random)\(partialSuffix)"
        let contents = try StoreBackup.make(of: connection, to: partial)
        let path = try StoreBackup.unusedPath("\(directory)/\(prefix)\(stamp)", suffix: suffix)
        do {
            try FileSystem.rename(partial, to: path)
        } catch {
            _ = try? FileSystem.remove(partial)
            throw error
        }
        try FileSystem.syncDirectory(directory)
        return (path, contents)
    }

    /// The start of the names: that of the store's file, without its suffix.
    private static func prefix(of location: StoreLocation) -> String {
        let name = location.filePath?.split(separator: "/").last.map(String.init) ?? "mailclerk"
        return (name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name) + "-"
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
                expected == UInt8(ascii: "0") ? isDigit(byte) : byte == expected
            }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Removes copies that a killed process left unfinished.
    private static func removeUnfinished(
        in directory: String, prefix: String, now: Int64
    ) throws {
        for name in try FileSystem.list(directory) where name.hasPrefix("." + prefix) {
            let parts = name.dropFirst(prefix.count + 1).split(separator: ".")
            let path = "\(directory)/\(name)"
            guard parts.count == 3, isTime(parts[0]), parts[1].utf8.allSatisfy(isDigit),
                ["partial", "partial-wal", "partial-shm", "partial-journal"].contains(parts[2]),
                let status = try FileSystem.linkStatus(path), status.kind == .file,
                now - status.modifiedAt > staleAfter
            else { continue }
            try FileSystem.remove(path)
        }
    }
}
