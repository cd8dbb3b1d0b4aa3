// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox

/// `leads`: the list of leads.
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads", abstract: "List leads, newest first.")

    @Argument(help: "The mailbox; all that you may see unless given.")
    var mailbox: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Only leads in this status.", valueName: "status"))
    var status: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDeskForList()
        let dates = ShortDate(now: session.clock.now())
        var table = Table([
            Table.Column("Lead", upTo: 10, isNumber: true), Table.Column("Status", upTo: 12),
            Table.Column("Owner", upTo: 12), Table.Column("Made", upTo: 11),
            Table.Column("Name", upTo: 20), Table.Column("Subject", upTo: nil),
        ])
        try desk.forEachLead(
            mailbox: mailbox, status: status, page: list.piece(isJSON: session.isJSON)
        ) { row in
            let lead = row.lead
            if session.isJSON {
                session.output.json(row.json(emailIDs: try desk.emailIDs(ofLead: lead.number)))
                return true
            }
            let name = [lead.firstName, lead.lastName].filter { !$0.isEmpty }
            table.add([
                Table.Cell(String(lead.number)), Table.Cell(lead.status),
                Table.Cell(lead.owner ?? "-"), Table.Cell(dates.text(lead.createdAt)),
                Table.Cell(name.joined(separator: " ")),
                Table.Cell(lead.name, tail: lead.email ?? ""),
            ])
            return true
        }
        if !session.isJSON {
            if table.isEmpty {
                session.output.note(status == nil ? "there are no leads" : "no lead matches")
            } else {
                table.write(to: session.output)
            }
        }
        session.output.finish()
    }
}
