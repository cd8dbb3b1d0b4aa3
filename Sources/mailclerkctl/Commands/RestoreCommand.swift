// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep

/// `restore`: a backup becomes the store.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the store.",
        discussion: """
            What was due when the backup was made is held, as it may have been sent since. \
            Emergency mail stays; flush takes it in.
            """)

    @Argument(help: "The backup.")
    var file: String

    @Flag(help: "Though there is a store; it is kept under another name.")
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
        var lines = ["\(store) has the \(outcome.contents.emails) emails of \(file)"]
        if let path = outcome.replaced { lines.append("what was there is in \(path)") }
        if outcome.held > 0 {
            lines.append(
                "\(outcome.held) messages that were due are held; see mailclerkctl outbox, then "
                    + "retry or cancel them")
        }
        if outcome.contents.missingSteps > 0 {
            lines.append("the backup is of an older version; run mailclerkctl migrate")
        }
        if emergency > 0 {
            lines.append("\(emergency) emergency messages wait; mailclerkctl flush takes them in")
        }
        return lines
    }
}
