// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox

@testable import Administration

/// A settings directory and a place for a store, removed at the end.
final class Site {
    let root: String
    var settings: String { root + "/etc" }
    var store: String { root + "/var/mail/mailclerk.db" }

    init() throws {
        root = NSTemporaryDirectory() + "mailclerk-admin-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: root + "/var", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    func write(_ path: String, _ text: String) throws {
        let full = settings + "/" + path
        try FileManager.default.createDirectory(
            atPath: FileSystem.directory(of: full), withIntermediateDirectories: true)
        try text.write(toFile: full, atomically: true, encoding: .utf8)
    }

    func apply(
        at now: Int64 = 1, host: String = "mx", _ change: (inout Apply.Options) -> Void = { _ in }
    ) throws -> ApplyOutcome {
        var options = Apply.Options()
        change(&options)
        return try Apply.run(
            directory: settings, storePath: store, options: options,
            author: Apply.Author(name: "root", host: host, now: now))
    }

    func current() throws -> Settings? { try Store.open(store).currentSettings() }
}
