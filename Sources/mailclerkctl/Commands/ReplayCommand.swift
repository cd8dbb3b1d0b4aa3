// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import JSON

/// `replay`: puts mail on its way again.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Take in mail that a crash left behind.",
        discussion: """
            Stores only, unless --act or --reply is given. `flush` does the same as the mail \
            server was promised: it acts and replies. A message that fails three times is kept as \
            X.failed; to try it again, rename it to X.emergency.
            """)

    @Flag(help: "The mail in the emergency directory.")
    var emergency = false

    @Flag(help: "Make and change records, too.")
    var act = false

    @Flag(help: "Answer, too.")
    var reply = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard emergency else { throw ValidationError("say what to replay: --emergency") }
    }

    func run() throws {
        let session = try Session(global, for: .owner)
        try session.becomeOwner()
        var completion = Arrival.Completion()
        completion.acts = act
        completion.replies = reply
        let taken = try EmergencyIntake(session: session, completion: completion).run()
        if session.isJSON {
            session.output.json([
                "taken_in": .integer(taken.done), "not_taken_in": .integer(taken.failed),
            ])
        } else if taken.done + taken.failed == 0 {
            session.output.note("no emergency mail waits")
        }
        session.output.finish()
        if taken.failed > 0 { throw ExitCode(ExitStatus.temporary.rawValue) }
    }
}
