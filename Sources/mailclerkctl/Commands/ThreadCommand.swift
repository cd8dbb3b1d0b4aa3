// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views

/// `thread`: lists the emails of a thread.
struct ThreadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thread", abstract: "List the emails in the thread of an email, oldest first.")

    @OptionGroup var email: EmailArgument
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDeskForList()
        let rows = try desk.thread(ofEmail: email.id)
        let now = session.clock.now()
        session.output.writeList(EmailListView(rows, now: now).table, rows.map(\.json))
        session.output.finish()
        desk.noteShown(threadOf: email.id, at: now)
    }
}
