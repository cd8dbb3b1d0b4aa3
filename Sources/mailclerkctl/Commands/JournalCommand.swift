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
        let view = JournalView(try session.openDesk().journal(ofEmail: id))
        if session.isJSON {
            for entry in view.json { session.output.json(entry) }
        } else if view.sections.isEmpty {
            session.output.note(JournalView.emptyText(ofEmail: id))
        } else {
            session.output.write(view.sections)
        }
        session.output.finish()
    }
}
