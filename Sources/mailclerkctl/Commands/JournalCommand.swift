// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `journal`: what was decided and done about an email.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Say what was done about an email, and why.")

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let entries = try session.openDesk().journal(ofEmail: id)
        for (index, entry) in entries.enumerated() {
            if session.isJSON {
                session.output.json(entry.json)
                continue
            }
            if index > 0 { session.output.line() }
            JournalText(entry: entry).write(to: session.output)
        }
        if entries.isEmpty, !session.isJSON {
            session.output.note("the journal has nothing about email \(id)")
        }
        session.output.finish()
    }
}
