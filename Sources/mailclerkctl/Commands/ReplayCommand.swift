// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import Platform
import SystemMailbox

/// `replay`: repeats the decisions about mail with the current settings.
struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Decide again about mail, using the current settings.",
        discussion: """
            Without --act and --reply stored mail does not change, and the decisions are only \
            printed. A thread never gets a second record, an email never a second reply. The next \
            flush sends the replies.
            """)

    @Flag(help: "Store the messages in the emergency directory.")
    var emergency = false

    @Flag(help: "Replay emails whose delivery was degraded.")
    var failed = false

    @Option("n", help: "Replay the email with this ID. May be given several times.")
    var id: [Int64] = []

    @Option("date", help: "Replay all emails that arrived at that time or later.")
    var since: String?

    @OptionGroup var options: EffectOptions
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
        if emergency { return try recover(session) }
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
        let isDone = options.act || options.reply
        let report = ReplayReport(session.output, isDone: isDone)
        let replay = Replay(store: store, now: now, by: session.caller.viewer.name)
        for id in ids {
            report.show(
                isDone
                    ? try replay.carryOut(
                        id, options.effects, ignoresUndo: options.act && !self.id.isEmpty)
                    : try replay.preview(id))
        }
        store.settle()
        report.end()
    }

    private func recover(_ session: Session) throws {
        try session.becomeOwner()
        let taken = try session.takeInEmergencyMail(options.effects)
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
