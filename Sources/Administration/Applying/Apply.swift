// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Puts the settings files into force.
package enum Apply {
    /// Who applies, where and when; kept with the version.
    package struct Author: Sendable {
        /// The login name.
        package var name: String
        /// The host's name.
        package var host: String
        /// Microseconds since 1970, UTC.
        package var now: Int64

        /// An author called `name` on `host` at `now`.
        package init(name: String, host: String, now: Int64) {
            self.name = name
            self.host = host
            self.now = now
        }
    }

    /// How far an apply goes.
    package struct Options: Sendable {
        /// Everything is checked and shown, nothing is written.
        package var isDryRun = false
        /// Only roles, users and access are applied.
        package var isAccessOnly = false
        /// Addresses that no mailbox has any more, which are unknown from now on.
        package var retire: [String] = []

        /// A full apply.
        package init() {}
    }

    /// Reads the settings files and replaces the settings in the store in one transaction.
    ///
    /// A missing store is made, unless only access is to be applied. When nothing differs from
    /// what is in force, no version is made.
    ///
    /// - Parameters:
    ///   - directory: The settings directory.
    ///   - location: Where the store is or will be.
    ///   - options: How far to go.
    ///   - author: Who applies.
    ///   - beforeStore: Called once between reading the files and touching the store, with the
    ///     number of the user who owns or will own it: here root gives up its rights.
    /// - Returns: What was found and done; wrong settings are no Swift error but diagnostics.
    /// - Throws: `StoreError`, `SQLError` or `SystemError` where the store can't be used, and what
    ///   `beforeStore` throws.
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
                outcome.notes.append("the store \(path) would be made")
                return outcome
            }
            if try place.makeDirectory() {
                outcome.notes.append(
                    "others may look into \(place.directory); the store should have a directory of "
                        + "its own, chmod 700")
            }
            outcome.hasMadeStore = true
        }
        try beforeStore(owner)
        let store: Store
        if outcome.hasMadeStore {
            store = try Store.create(at: location, now: author.now)
            try place.giveToOwner()
            outcome.notes.append("made the store \(path)")
        } else {
            store = try Store.open(location)
        }
        try apply(
            loaded, from: directory, to: store, options: options, author: author,
            outcome: &outcome)
        if !options.isDryRun {
            // Settings are in force whether there is room for it or not.
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
                new, files: files, scope: options.isAccessOnly ? "access" : "all",
                by: author.name, host: author.host,
                summary: SettingsDifference.summary(of: outcome.differences), at: author.now)
        }
        try retirement.carryOut(in: store, at: author.now, notes: &outcome.notes)
        outcome.notes += try formerAddressNotes(current, new, in: store)
    }

    /// Whether a file is a user's signature: it stands beside the templates' directories.
    static func isSignature(_ file: SettingsFile) -> Bool {
        file.path.utf8.starts(with: "templates/".utf8)
            && file.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
    }

    /// Files that no template holds, which only their text can tell apart.
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

    /// Says which addresses this apply left without a mailbox.
    private static func formerAddressNotes(
        _ old: Settings?, _ new: Settings, in store: Store
    ) throws -> [String] {
        let former = Set(try store.formerAddresses())
        return Retirement.addresses(of: old ?? Settings()).sorted { $0.key < $1.key }.filter {
            former.contains($0.key)
        }.map {
            "\($0.value) is in no mailbox now; mail for it waits (75) until apply --retire \($0.value)"
        }
    }
}

extension Store {
    /// The files of the newest version; empty when nothing was ever applied.
    func currentFiles() throws -> [SettingsFile] {
        guard let newest = try settingsHistory(limit: 1, offset: 0).first else { return [] }
        return try settingsFiles(version: newest.number)
    }
}
