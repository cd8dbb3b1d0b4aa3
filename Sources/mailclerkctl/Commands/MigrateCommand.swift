// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Store
import Upkeep

/// `migrate`: updates the schema of the store.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Update the schema of the store, after a backup.",
        discussion: """
            The backup is kept beside the store, named after the first step and the time. Each \
            step is one transaction; after an interruption, run the command again.
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
        let lines =
            (backup.map { ["saved a backup as \($0)"] } ?? [])
            + steps.map { "migrated: \($0)" }
        session.report(
            ["steps": .array(steps.map { .string($0) }), "backup": JSON(optional: backup)],
            steps.isEmpty ? ["the store is up to date"] : lines)
    }
}
