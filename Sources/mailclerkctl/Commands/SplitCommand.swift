// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import SystemMailbox
import Views

/// `split`: moves an email into a new thread.
struct SplitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Move an email into a new thread of its own.",
        discussion:
            "If the old thread belongs to a case or a lead, a new one is opened for the email.")

    @OptionGroup var email: EmailArgument
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        let now = session.clock.now()
        let before = try desk.emailRow(email.id)
        try desk.split(email.id, at: now)
        if before.email.direction == .in, let record = before.record {
            _ = try Replay(store: store, now: now, by: desk.viewer.name).convert(
                email.id, to: Action.Kind(record.kind))
        }
        let after = try desk.emailRow(email.id)
        let record = after.record.map { ", \($0.name)" } ?? ""
        session.report(after.json, ["split email \(email.id) into a new thread\(record)"])
    }
}
