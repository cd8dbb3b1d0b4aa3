// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `mailboxes`: those that the caller may see.
struct MailboxesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailboxes", abstract: "List the mailboxes that you may see.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let overviews = try session.openDeskForList().mailboxes()
        if session.isJSON {
            for overview in overviews { session.output.json(overview.json) }
        } else if overviews.isEmpty {
            session.output.note("there is no mailbox that you may see")
        } else {
            var table = Table([
                Table.Column("Mailbox", upTo: 20), Table.Column("Unread", upTo: 8, isNumber: true),
                Table.Column("Total", upTo: 10, isNumber: true), Table.Column("Level", upTo: 6),
                Table.Column("Action", upTo: 6), Table.Column("Address", upTo: nil),
            ])
            for overview in overviews {
                let mailbox = overview.mailbox
                table.add([
                    Table.Cell(mailbox.name, isBold: overview.count.unread > 0),
                    Table.Cell(String(overview.count.unread)),
                    Table.Cell(String(overview.count.total)), Table.Cell(overview.level.rawValue),
                    Table.Cell(mailbox.action.kind.rawValue),
                    Table.Cell(
                        mailbox.address,
                        tail: mailbox.isArchived ? "(archived)" : "  " + mailbox.label),
                ])
            }
            table.write(to: session.output)
        }
        session.output.finish()
    }
}
