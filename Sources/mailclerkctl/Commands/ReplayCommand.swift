// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import SystemMailbox

/// `replay`: decides again about mail that failed, was left behind, or was treated wrongly.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Decide again about mail, under the settings in force.",
        discussion: """
            Without --act and --reply, stored mail is left as it is and the verdicts are shown; \
            emergency mail is stored. A thread never gets a second record, an email never a \
            second answer. Answers leave with the next flush.
            """)

    @Flag(help: "Mail in the emergency directory.")
    var emergency = false

    @Flag(help: "Emails whose delivery was degraded.")
    var failed = false

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("This email; may be given several times.", valueName: "n"))
    var id: [Int64] = []

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("All that came then or later.", valueName: "date"))
    var since: String?

    @Flag(help: "Make records where a thread has none.")
    var act = false

    @Flag(help: "Answer what was never answered.")
    var reply = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let sources = [emergency, failed, !id.isEmpty, since != nil].count { $0 }
        guard sources == 1 else {
            throw ValidationError(
                "say what to replay: one of --failed, --emergency, --id and --since")
        }
    }

    func run() throws {
        let session = try Session(global, for: .owner)
        var effects = Arrival.Effects()
        effects.acts = act
        effects.replies = reply
        if emergency { return try takeIn(session, effects) }
        let store = try session.openStore()
        let now = session.clock.now()
        let ids: [Int64]
        if failed {
            ids = try store.degradedEmailIDs()
        } else if let since {
            let start = try DateArgument(since, option: "--since", now: now).start
            ids = try store.incomingEmailIDs(since: start)
        } else {
            ids = id
        }
        let report = ReplayReport(session.output, isDone: act || reply)
        let replay = Replay(store: store, now: now, by: session.caller.viewer.name)
        for id in ids {
            report.show(
                act || reply
                    ? try replay.carryOut(id, effects, liftsUndone: act && !self.id.isEmpty)
                    : try replay.foresee(id))
        }
        store.settle()
        report.end()
    }

    private func takeIn(_ session: Session, _ effects: Arrival.Effects) throws {
        try session.becomeOwner()
        let taken = try EmergencyIntake(session: session, effects: effects).run()
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
