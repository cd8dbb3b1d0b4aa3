// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Applies the settings files.
package enum Apply {
    /// The user, host and time of an apply, which are stored with the version.
    package struct Author: Sendable {
        /// The login name.
        package var name: String
        /// The host's name.
        package var host: String
        /// Microseconds since 1970, UTC.
        package var now: Int64

        /// Creates an author from login name, host name and time.
        package init(name: String, host: String, now: Int64) {
            self.name = name
            self.host = host
            self.now = now
        }
    }

    /// The scope of an apply.
    package struct Options: Sendable {
        /// Whether to only check the files and show the changes.
        package var isDryRun = false
        /// Whether to apply only roles, users and access.
        package var isAccessOnly = false
        /// Addresses without a mailbox whose mail is refused from now on.
        package var retire: [String] = []

        /// Creates the options of a full apply.
        package init() {}
    }

    /// Reads the settings files and replaces the settings in the store in one transaction.
    ///
    /// A missing store is created, unless only access is applied. If nothing differs from the
    /// current settings, no version is created.
    ///
    /// - Parameters:
    ///   - directory: The settings directory.
    ///   - location: The location of the existing or future store.
    ///   - options: The scope.
    ///   - author: The user who applies.
    ///   - beforeStore: A closure called once between reading the files and opening the store, with
    ///     the user ID of the current or future store owner; root gives up its privileges here.
    /// - Returns: The diagnostics and changes; invalid settings are reported as diagnostics, not as
    ///   a Swift error.
    /// - Throws: `StoreError`, `SQLError` or `SystemError` if the store cannot be used, and the
    ///   errors of `beforeStore`.
    package static func run(
        directory: String, store location: StoreLocation, options: Options = Options(),
        author: Author,
        beforeStore: (UInt32) throws -> Void = { _ in }
    ) throws -> ApplyOutcome {
        guard let path = location.filePath else { throw StoreError.noServer }
        let place = StorePlace(path)
        let owner = try place.owner()
        let loaded =
            options.isAccessOnly
            ? SettingsDirectory.loadAccess(directory)
            : SettingsDirectory.load(directory, storeOwner: owner)
        var outcome = ApplyOutcome()
        outcome.isDryRun = options.isDryRun
        outcome.diagnostics = loaded.diagnostics
        guard !loaded.hasErrors else { return outcome }
        if try !place.exists() {
            guard !options.isAccessOnly else { throw StoreError.missing(path: path) }
            guard !options.isDryRun else {
                outcome.differences = SettingsDifference.lines(old: nil, new: loaded.settings)
                outcome.notes.append("store \(path) would be created")
                return outcome
            }
            if try place.makeDirectory() {
                outcome.notes.append(
                    "warning: other users can read the directory \(place.directory); keep the"
                        + " store in a directory of its own with mode 0700")
            }
            outcome.hasMadeStore = true
        }
        try beforeStore(owner)
        let store: Store
        if outcome.hasMadeStore {
            store = try Store.create(at: location, now: author.now)
            try place.giveToOwner()
            outcome.notes.append("created store \(path)")
        } else {
            store = try Store.open(location)
        }
        try apply(
            loaded, from: directory, to: store, options: options, author: author,
            outcome: &outcome)
        if !options.isDryRun {
            // The settings are applied even if there is not enough space for the reserve.
            _ = try? DiskReserve(of: location)?.keep()
        }
        return outcome
    }

    private static func apply(
        _ loaded: LoadedSettings, from directory: String, to store: Store, options: Options,
        author: Author,
        outcome: inout ApplyOutcome
    ) throws {
        let current = try store.currentSettings()
        let currentFiles = try store.currentFiles()
        var new = loaded.settings
        var files = loaded.files
        if options.isAccessOnly {
            guard let current else { throw StoreError.noSettings }
            new = AccessScope.merge(loaded.settings, into: current, notes: &outcome.notes)
            files = AccessScope.files(loaded.files, over: currentFiles)
        }
        outcome.differences = SettingsDifference.lines(old: current, new: new)
        if !options.isAccessOnly {
            outcome.differences += signatureDifferences(currentFiles, files)
        }
        if !outcome.differences.isEmpty,
            let obstacle = try StaleFilesCheck.obstacle(
                for: author.host, directory: directory, in: store)
        {
            outcome.diagnostics.append(obstacle)
        }
        let retirement = Retirement(
            options.retire, new: new, diagnostics: &outcome.diagnostics)
        guard !outcome.isRefused, !options.isDryRun else { return }
        if !outcome.differences.isEmpty || current == nil {
            outcome.version = try store.replaceSettings(
                new, files: files, scope: options.isAccessOnly ? .access : .all,
                by: author.name, host: author.host,
                summary: SettingsDifference.summary(of: outcome.differences), at: author.now)
        }
        try retirement.carryOut(in: store, at: author.now, notes: &outcome.notes)
        outcome.notes += try formerAddressNotes(current, new, in: store)
    }

    /// Returns whether a file is a user's signature, which is directly under `templates/`.
    static func isSignature(_ file: SettingsFile) -> Bool {
        file.path.utf8.starts(with: "templates/".utf8)
            && file.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
    }

    /// Returns the differences of signatures, which are not part of the parsed settings.
    static func signatureDifferences(
        _ old: [SettingsFile], _ new: [SettingsFile]
    ) -> [String] {
        func loose(_ files: [SettingsFile]) -> [String: String] {
            let kept = files.filter(isSignature)
            return Dictionary(kept.map { ($0.path, $0.contents) }) { first, _ in first }
        }
        let (before, after) = (loose(old), loose(new))
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            switch (before[path], after[path]) {
            case (nil, _): "+ \(path)"
            case (_, nil): "- \(path)"
            case (let left, let right): left == right ? nil : "~ \(path)"
            }
        }
    }

    /// Returns a warning for each address that this apply left without a mailbox.
    private static func formerAddressNotes(
        _ old: Settings?, _ new: Settings, in store: Store
    ) throws -> [String] {
        let former = Set(try store.formerAddresses())
        return Retirement.addresses(of: old ?? Settings()).sorted { $0.key < $1.key }.filter {
            former.contains($0.key)
        }.map {
            "warning: no mailbox has the address \($0.value) any more; its mail is deferred (75)"
                + " until \"mailclerkctl apply --retire \($0.value)\""
        }
    }
}

extension Store {
    /// Returns the files of the newest version; empty if no settings have been applied.
    func currentFiles() throws -> [SettingsFile] {
        guard let newest = try settingsHistory(limit: 1, offset: 0).first else { return [] }
        return try settingsFiles(version: newest.number)
    }
}
