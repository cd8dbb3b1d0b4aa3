// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Shows, compares, writes out and restores applied versions of the settings.
package enum SettingsHistory {
    /// The reason why a version cannot be used.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// The version does not exist.
        case unknownVersion(Int64)
        /// A file already exists; files are never overwritten.
        case exists(path: String)
        /// The version contains a file whose path leads outside the directory.
        case unsafePath(String)

        /// A human-readable message.
        package var description: String {
            switch self {
            case .unknownVersion(let number):
                "no such settings version: \(number); see \"mailclerkctl settings history\""
            case .exists(let path): "\(path) already exists; nothing was written"
            case .unsafePath(let path): "\(path) is not a path inside a settings directory"
            }
        }
    }

    /// Compares two versions.
    ///
    /// - Parameters:
    ///   - from: The number of the older version.
    ///   - to: The number of the newer version; nil for the current settings.
    ///   - store: The store.
    /// - Returns: Lines of ``SettingsDifference``.
    /// - Throws: ``Refusal``, `StoreError` or `SQLError`.
    package static func difference(
        from: Int64, to: Int64?, in store: Store
    ) throws -> [String] {
        let old = try settings(of: from, in: store)
        let new = try to.map { try settings(of: $0, in: store) } ?? store.currentSettings()
        guard let new else { throw StoreError.noSettings }
        return SettingsDifference.lines(old: old, new: new)
            + Apply.signatureDifferences(
                try files(of: from, in: store),
                try to.map { try files(of: $0, in: store) } ?? store.currentFiles())
    }

    /// Returns the files of a version.
    ///
    /// - Parameters:
    ///   - number: The version's number.
    ///   - store: The store.
    /// - Returns: The files with their paths; `mailclerk-access.toml` is the file from which a
    ///   later `apply --access` took the access.
    /// - Throws: ``Refusal``, `StoreError` or `SQLError`.
    package static func files(of number: Int64, in store: Store) throws -> [SettingsFile] {
        let files = try store.settingsFiles(version: number)
        guard !files.isEmpty else { throw Refusal.unknownVersion(number) }
        return files
    }

    /// Writes the files of a version to a directory; creates missing directories (0755).
    ///
    /// - Parameters:
    ///   - files: The version's files.
    ///   - directory: The directory.
    /// - Throws: ``Refusal`` before anything is written; `SystemError` if writing fails.
    package static func write(_ files: [SettingsFile], to directory: String) throws {
        for file in files {
            let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !["", ".", ".."].contains($0) }) else {
                throw Refusal.unsafePath(file.path)
            }
            let path = directory + "/" + file.path
            guard try FileSystem.linkStatus(path) == nil else { throw Refusal.exists(path: path) }
        }
        for file in files {
            let path = directory + "/" + file.path
            try makeDirectories(above: path)
            try FileSystem.create(path, Array(file.contents.utf8), mode: 0o644)
        }
    }

    /// Records that a host has the files of a version, on which its next apply is based.
    ///
    /// - Parameters:
    ///   - version: The version's number.
    ///   - author: The user who wrote the files out, with host and time.
    ///   - store: The store.
    /// - Throws: `StoreError` or `SQLError`.
    package static func noteWritten(
        version: Int64, by author: Apply.Author, in store: Store
    ) throws {
        try StaleFilesCheck.note(version: version, host: author.host, at: author.now, in: store)
    }

    private static func makeDirectories(above path: String) throws(SystemError) {
        var missing: [String] = []
        var parent = FileSystem.directory(of: path)
        while try FileSystem.status(parent) == nil {
            missing.append(parent)
            parent = FileSystem.directory(of: parent)
        }
        for path in missing.reversed() { try FileSystem.makeDirectory(path, mode: 0o755) }
    }

    /// Applies the settings of an earlier version again, as a new version.
    ///
    /// Roles, users and access are not changed, so a rollback does not restore access of former
    /// users. A mailbox that has been renamed since then is recognised by its address and gets its
    /// old name back.
    ///
    /// - Parameters:
    ///   - number: The version's number.
    ///   - store: The store.
    ///   - storeOwner: The user ID of the store owner.
    ///   - author: The user who rolls back.
    /// - Returns: The changes; a version that would be refused today is refused.
    /// - Throws: ``Refusal``, `StoreError` or `SQLError`.
    package static func rollBack(
        to number: Int64, in store: Store, storeOwner: UInt32, author: Apply.Author
    ) throws -> ApplyOutcome {
        let files = try files(of: number, in: store)
        guard let current = try store.currentSettings() else { throw StoreError.noSettings }
        let base = files.filter { $0.path != AccessScope.fileName }
        let loaded = SettingsDirectory.load(
            files: base, named: "version \(number)", storeOwner: storeOwner)
        var outcome = ApplyOutcome()
        // A role or user missing from the old file is no obstacle, because its access is not used.
        outcome.diagnostics = loaded.diagnostics
        guard !loaded.hasErrors else { return outcome }
        let new = try keepAccess(of: current, in: loaded.settings, store: store)
        outcome.differences = SettingsDifference.lines(old: current, new: new)
        guard !outcome.differences.isEmpty else { return outcome }
        let accessSource = try currentAccessFile(in: store)
        // Signatures belong to the users, and users are not changed.
        let kept =
            base.filter { !Apply.isSignature($0) }
            + (try store.currentFiles().filter(Apply.isSignature))
        outcome.version = try store.replaceSettings(
            new, files: kept + accessSource, scope: .all, by: author.name, host: author.host,
            summary: "back to version \(number): "
                + SettingsDifference.summary(of: outcome.differences), at: author.now)
        outcome.notes.append(
            "the files on disk were not changed; \"mailclerkctl settings show \(number) --to DIR\""
                + " writes those of version \(number)")
        return outcome
    }

    /// Returns the settings that a version applied.
    private static func settings(of number: Int64, in store: Store) throws -> Settings {
        let files = try files(of: number, in: store)
        let name = "version \(number)"
        let base = files.filter { $0.path != AccessScope.fileName }
        let settings = SettingsDirectory.load(files: base, named: name, storeOwner: 0).settings
        guard let access = files.first(where: { $0.path == AccessScope.fileName }) else {
            return settings
        }
        let main = SettingsFile(path: DirectoryScan.mainFile, contents: access.contents)
        var notes: [String] = []
        return AccessScope.merge(
            SettingsDirectory.loadAccess(files: [main], named: name).settings, into: settings,
            notes: &notes)
    }

    /// Returns `old` with the current roles, users and access.
    private static func keepAccess(
        of current: Settings, in old: Settings, store: Store
    ) throws -> Settings {
        var settings = old
        settings.roles = current.roles
        settings.users = current.users
        let archived = try store.mailboxes(isArchived: true)
        for index in settings.mailboxes.indices {
            let mailbox = settings.mailboxes[index]
            if let same = current.mailboxes.first(where: { $0.name == mailbox.name }) {
                settings.mailboxes[index].access = same.access
            } else if let renamed = current.mailboxes.first(where: { other in
                AddressPattern.folded(other.address) == AddressPattern.folded(mailbox.address)
                    && !old.mailboxes.contains { $0.name == other.name }
            }) {
                settings.mailboxes[index].renamedFrom = renamed.name
                settings.mailboxes[index].access = renamed.access
            } else if let back = archived.first(where: { $0.name == mailbox.name }) {
                settings.mailboxes[index].access = try store.access(of: back.id)
            } else {
                settings.mailboxes[index].access = []
            }
        }
        return settings
    }

    /// Returns the file of the current access, under its special name.
    private static func currentAccessFile(in store: Store) throws -> [SettingsFile] {
        let files = try store.currentFiles()
        let source =
            files.first { $0.path == AccessScope.fileName }
            ?? files.first { $0.path == DirectoryScan.mainFile }
        return source.map { [SettingsFile(path: AccessScope.fileName, contents: $0.contents)] }
            ?? []
    }
}
