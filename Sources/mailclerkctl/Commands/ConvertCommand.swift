// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import JSON
import Store
import SystemMailbox

/// `convert`: opens a case or lead for an email.
struct ConvertCommand: ParsableCommand {
    /// The kind of record.
    enum Target: String, ExpressibleByArgument, CaseIterable {
        case `case`, lead

        var kind: Action.Kind {
            switch self {
            case .case: .case
            case .lead: .lead
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Open a case or a lead for an email.",
        discussion: """
            The thread of the email must have no case or lead. Fields are set as in the mailbox's \
            action if that has the same type. No reply is sent.
            """)

    @Argument(help: ArgumentHelp("The ID of the email.", valueName: "id"))
    var id: Int64

    @Argument(help: "The kind of record: case or lead.")
    var target: Target

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        try desk.require(.convert, ofEmail: id)
        let replay = Replay(
            store: store, now: session.clock.now(), by: session.caller.viewer.name)
        let record = try replay.convert(id, to: target.kind).verdict.thread?.thread.record
        if session.isJSON {
            session.output.json([
                "email": .integer(id), "case": JSON(optional: record?.number(of: .case)),
                "lead": JSON(optional: record?.number(of: .lead)),
            ])
        } else if let record = record?.id {
            session.output.line("converted email \(id) to \(record.name)")
        }
        session.output.finish()
    }
}
