// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store
import SystemMailbox
import Upkeep
import Views

/// `restore`: replaces the store with a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Replace the store with a backup.",
        discussion: """
            Entries that were due at backup time are put on hold, because they may have been sent \
            since. Emergency mail is kept, and delivered by the next flush.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Flag(help: "Replace an existing store, and keep it beside the new one.")
    var replace = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        let outcome = try StoreRestore.run(
            file, to: session.location, replaces: replace, now: session.clock.now(),
            beforeStore: session.becomeOwner)
        let emergency = try EmergencyDirectory(of: session.location).waiting().count
        session.report(
            outcome.json(store: session.location.text, emergency: emergency),
            outcome.lines(store: session.location.text, backup: file, emergency: emergency))
    }
}
