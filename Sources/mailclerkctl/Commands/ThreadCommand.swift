// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views

/// `thread`: the emails that belong together with one.
struct ThreadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "thread", abstract: "List the emails of an email's thread, oldest first.")

    @Argument(help: ArgumentHelp("The number of an email of the thread.", valueName: "id"))
    var id: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDeskForList()
        let rows = try desk.thread(ofEmail: id)
        let now = session.clock.now()
        session.output.writeList(EmailListView(rows, now: now).table, rows.map(\.json))
        session.output.finish()
        desk.noteShown(threadOf: id, at: now)
    }
}
