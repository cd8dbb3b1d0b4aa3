// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox

/// A temporary directory with a store, settings files and a fake sendmail.
///
/// Every test that needs a store builds it here. The directory is removed when the site is
/// released.
package final class Site {
    /// The directory, mode 0700; it holds `store/`, `settings/` and the fake sendmail.
    package let directory: String
    /// The fake sendmail.
    package let sendmail: FakeSendmail
    /// The settings that were last applied to the store.
    package private(set) var settings: Settings

    /// The path of the store.
    package var storePath: String { directory + "/store/mailclerk.db" }
    /// The location of the store, as programs name it.
    package var storeLocation: StoreLocation { .file(storePath) }
    /// The emergency directory beside the store.
    package var emergencyDirectory: String { directory + "/store/emergency" }
    /// The directory of the settings files; empty until a test writes into it.
    package var settingsDirectory: String { directory + "/settings" }

    /// Creates the directory, and a store with settings.
    ///
    /// - Parameters:
    ///   - settings: The settings to apply, with the fake sendmail; nil creates no store.
    ///   - now: The time of creation, in microseconds since 1970, UTC; nil is the time of the
    ///     system.
    ///   - change: Changes the settings before they are applied.
    /// - Throws: Errors of the file system and of the store.
    package init(
        settings: Settings?, at now: Int64? = nil,
        _ change: (inout Settings) throws -> Void = { _ in }
    ) throws {
        directory = "/tmp/mailclerk-site-\(UUID().uuidString)"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        try FileSystem.makeDirectory(directory + "/store", mode: 0o700)
        sendmail = try FakeSendmail(in: directory)
        self.settings = settings ?? Settings()
        guard var settings else { return }
        settings.replies.sendmail = [sendmail.path, "-i"]
        try change(&settings)
        try makeStore(at: now)
        try apply(settings, at: now)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// Creates the store, without settings.
    package func makeStore(at now: Int64? = nil) throws {
        try Store.create(at: storeLocation, now: now ?? Clock.system.now()).connection.close()
    }

    /// Replaces the settings in the store.
    package func apply(_ settings: Settings, at now: Int64? = nil) throws {
        self.settings = settings
        try query { store in
            _ = try store.replaceSettings(
                settings, files: [], scope: .all, by: "test", host: "host", summary: "",
                at: now ?? Clock.system.now())
        }
    }

    /// Runs a closure with the store open.
    package func query<T>(_ body: (Store) throws -> T) throws -> T {
        let store = try Store.open(storeLocation)
        defer { store.connection.close() }
        return try body(store)
    }

    /// Writes a file below the settings directory, and the directories above it.
    package func write(_ name: String, _ text: String) throws {
        let url = URL(fileURLWithPath: settingsDirectory + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try Data(text.utf8).write(to: url)
    }

    /// Returns the text of a file below the settings directory.
    package func read(_ name: String) throws -> String {
        try String(contentsOfFile: settingsDirectory + "/" + name, encoding: .utf8)
    }
}
