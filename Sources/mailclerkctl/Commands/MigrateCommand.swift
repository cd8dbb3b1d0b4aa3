// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep

/// `migrate`: updates the schema of the store.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Update the store to the schema of this version, after a backup.",
        discussion: """
            The backup is a file beside the store, named after the first step and the time. Each \
            step is a transaction. After an interruption another run continues.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        try session.becomeOwner()
        let now = session.clock.now()
        var backup: String?
        let steps = try Store.migrate(session.location, now: now) { connection, step in
            backup = try StoreBackup.beforeMigration(
                of: connection, at: session.location, step: step, now: now)
        }
        if session.isJSON {
            session.output.json([
                "steps": .array(steps.map { .string($0) }), "backup": JSON(optional: backup),
            ])
        } else if steps.isEmpty {
            session.output.line("the store is up to date")
        } else {
            if let backup { session.output.line("saved a backup as \(backup)") }
            for step in steps { session.output.line("migrated: \(step)") }
        }
        session.output.finish()
    }
}
