// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `mailboxes`: lists mailboxes.
struct MailboxesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailboxes", abstract: "List the mailboxes that you may see.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let view = MailboxesView(try session.openDeskForList().mailboxes())
        session.output.writeList(view.table, view.json, orEmpty: MailboxesView.emptyText)
        session.output.finish()
    }
}
