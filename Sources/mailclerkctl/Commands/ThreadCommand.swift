// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
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
        if session.isJSON {
            for row in rows { session.output.json(row.json) }
        } else {
            let columns = Terminal.columns
            var table = EmailTable(dates: ShortDate(now: session.clock.now()), columns: columns)
            for row in rows { table.add(row) }
            table.write(to: session.output, columns: columns)
        }
        session.output.finish()
        // Who sees the list knows who has answered; a note that fails is no reason to fail.
        if !desk.viewer.isOwner { try? desk.noteLooked(atThreadOf: id, at: session.clock.now()) }
    }
}
