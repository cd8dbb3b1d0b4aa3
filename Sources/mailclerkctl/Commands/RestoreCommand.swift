// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep

/// `restore`: replaces the store by a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Restore the store from a backup.",
        discussion: """
            Outbox entries that were due at backup time are put on hold, because they may have \
            been sent since. Emergency mail remains; flush delivers it.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Flag(help: "Replace an existing store and keep it under another name.")
    var replace = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        let outcome = try StoreRestore.run(
            file, to: session.location, replaces: replace, now: session.clock.now(),
            beforeStore: session.becomeOwner)
        let emergency = try EmergencyDirectory(of: session.location).waiting().count
        if session.isJSON {
            session.output.json([
                "store": .string(session.location.text),
                "emails": .integer(outcome.contents.emails),
                "held": .integer(outcome.held), "replaced": JSON(optional: outcome.replaced),
                "step": .string(outcome.contents.step),
                "missing_steps": .integer(Int64(outcome.contents.missingSteps)),
                "emergency": .integer(Int64(emergency)),
            ])
            return session.output.finish()
        }
        for line in lines(outcome, session.location.text, emergency: emergency) {
            session.output.line(Terminal.sanitised(line))
        }
        session.output.finish()
    }

    private func lines(
        _ outcome: StoreRestore.Outcome, _ store: String, emergency: Int
    ) -> [String] {
        var lines = ["restored \(outcome.contents.emails) emails from \(file) to \(store)"]
        if let path = outcome.replaced { lines[0] += "; the previous store is kept as \(path)" }
        if outcome.held > 0 {
            lines.append(
                "put \(outcome.held) due outbox entries on hold; list them with "
                    + "\"mailclerkctl outbox\", then retry or cancel them")
        }
        if outcome.contents.missingSteps > 0 {
            lines.append("the backup has an older schema; run \"mailclerkctl migrate\"")
        }
        if emergency > 0 {
            lines.append("\(emergency) emergency messages are waiting; run \"mailclerkctl flush\"")
        }
        return lines
    }
}
