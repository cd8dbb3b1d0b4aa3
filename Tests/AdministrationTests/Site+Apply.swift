// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport

@testable import Administration

extension Site {
    /// A site without a store; `apply` creates it and the directory that it is in.
    convenience init() throws {
        try self.init(settings: nil)
        try FileSystem.makeDirectory(root + "/var", mode: 0o755)
    }

    /// The directory with everything.
    var root: String { directory }

    /// The directory of the settings files.
    var settings: String { settingsDirectory }
    /// The path of the store that `apply` creates.
    var store: String { root + "/var/mail/mailclerk.db" }
    var location: StoreLocation { .file(store) }

    func apply(
        at now: Int64 = 1, host: String = "mx", _ change: (inout Apply.Options) -> Void = { _ in }
    ) throws -> ApplyOutcome {
        var options = Apply.Options()
        change(&options)
        return try Apply.run(
            directory: settings, store: location, options: options,
            author: Apply.Author(name: "root", host: host, now: now))
    }

    func current() throws -> Settings? { try Store.open(location).currentSettings() }
}
