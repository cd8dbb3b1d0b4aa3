// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform
import SystemMailbox

/// `migrate`: brings an older store up to date.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the store up to this version, after a backup.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        try session.becomeOwner()
        let step = Migration.all.last?.name ?? "migration"
        let backup = "\(session.storePath).before-\(step)"
        let steps = try Store.migrate(session.storePath, now: session.clock.now()) { connection in
            guard try FileSystem.linkStatus(backup) == nil else {
                throw CommandProblem(.notAllowed, "\(backup) is there already; move it away")
            }
            try connection.backup(to: backup)
        }
        if session.isJSON {
            session.output.json([
                "steps": .array(steps.map { .string($0) }),
                "backup": steps.isEmpty ? .null : .string(backup),
            ])
        } else if steps.isEmpty {
            session.output.line("the store is up to date")
        } else {
            session.output.line("kept the store as it was in \(backup)")
            for step in steps { session.output.line("migrated: \(step)") }
        }
        session.output.finish()
    }
}
