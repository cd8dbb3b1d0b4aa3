// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

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
        var list = LeadListView(now: session.clock.now())
        try desk.forEachLead(
            mailbox: mailbox, status: status, page: self.list.piece(isJSON: session.isJSON)
        ) { row in
            if session.isJSON {
                let number = row.lead.number
                session.output.json(row.json(emailIDs: try desk.emailIDs(ofLead: number)))
            } else {
                list.add(row)
            }
            return true
        }
        session.output.writeList(
            list.table, orEmpty: LeadListView.emptyText(isFiltered: status != nil))
        session.output.finish()
    }
}
