// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `journal`: prints the journal of an email.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Print what was done about an email, and why.")

    @OptionGroup var email: EmailArgument
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let view = JournalView(try session.openDesk().journal(ofEmail: email.id))
        if session.isJSON {
            for entry in view.json { session.output.json(entry) }
        } else if view.sections.isEmpty {
            session.output.note(JournalView.emptyText(ofEmail: email.id))
        } else {
            session.output.write(view.sections)
        }
        session.output.finish()
    }
}
