// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import JSON
import Store
import SystemMailbox

/// `split`: moves an email to a new thread.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Move an email to a new thread.",
        discussion: """
            If the old thread belongs to a case or a lead, a new case or lead is opened for the new \
            thread.
            """)

    @Argument(help: ArgumentHelp("The ID of the email.", valueName: "id"))
    var id: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        let now = session.clock.now()
        let before = try desk.emailRow(id)
        try desk.split(id, at: now)
        if before.email.direction == .in, let record = before.record {
            _ = try Replay(store: store, now: now, by: desk.viewer.name).convert(
                id, to: Action.Kind(record.kind))
        }
        let after = try desk.emailRow(id)
        if session.isJSON {
            session.output.json(after.json)
        } else {
            let record = after.record.map { ", \($0.name)" } ?? ""
            session.output.line("split email \(id) into a new thread\(record)")
        }
        session.output.finish()
    }
}
