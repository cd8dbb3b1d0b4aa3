// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import JSON
import SystemMailbox

extension RecordKind: ExpressibleByArgument {}

/// `convert`: opens a case or a lead for an email.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert", abstract: "Open a case or a lead for an email.",
        discussion: """
            The thread of the email must have neither. The fields are set as in the mailbox's \
            action if that has the same type. No reply is sent.
            """)

    @OptionGroup var email: EmailArgument

    @Argument(help: "case or lead.")
    var target: RecordKind

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        try desk.require(.convert, ofEmail: email.id)
        let replay = Replay(
            store: store, now: session.clock.now(), by: session.caller.viewer.name)
        let record = try replay.convert(email.id, to: Action.Kind(target)).verdict.thread?.thread
            .record
        session.report(
            [
                "email": .integer(email.id), "case": JSON(optional: record?.number(of: .case)),
                "lead": JSON(optional: record?.number(of: .lead)),
            ], record?.id.map { ["converted email \(email.id) to \($0.name)"] } ?? [])
    }
}
