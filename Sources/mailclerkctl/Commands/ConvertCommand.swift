// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import JSON
import Store
import SystemMailbox

/// `convert`: a case or lead of an email, by hand.
struct ConvertCommand: ParsableCommand {
    /// What an email becomes.
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
        commandName: "convert", abstract: "Make a case or a lead of an email.",
        discussion: """
            Its thread must have neither. The fields are those of the mailbox's action where it \
            makes that kind. The sender is not answered.
            """)

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @Argument(help: "case or lead.")
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
            session.output.line("email \(id) is \(record.name) now")
        }
        session.output.finish()
    }
}
