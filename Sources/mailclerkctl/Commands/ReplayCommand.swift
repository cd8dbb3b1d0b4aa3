// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import SystemMailbox

/// `replay`: decides again about mail that failed, was left behind or was treated wrongly.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Decide again about mail, with the current settings.",
        discussion: """
            Without --act and --reply, stored mail is not changed and the verdicts are printed; \
            emergency mail is stored. A thread never gets a second record, an email never a \
            second reply. The next flush sends the replies.
            """)

    @Flag(help: "Deliver the mail in the emergency directory.")
    var emergency = false

    @Flag(help: "Replay emails whose delivery was degraded.")
    var failed = false

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Replay the email with this ID.", valueName: "n"))
    var id: [Int64] = []

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Replay emails that arrived at that time or later.", valueName: "date"))
    var since: String?

    @Flag(help: "Open records for threads without one.")
    var act = false

    @Flag(help: "Reply to emails that were never replied to.")
    var reply = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        let sources = [emergency, failed, !id.isEmpty, since != nil].count { $0 }
        guard sources == 1 else {
            throw ValidationError(
                "exactly one of --failed, --emergency, --id and --since is required")
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
            session.output.note("no emergency mail is waiting")
        }
        session.output.finish()
        if taken.failed > 0 { throw ExitCode(.temporary) }
    }
}
