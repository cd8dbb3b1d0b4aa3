// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import SystemMailbox
import Views

/// `leads`: lists leads.
struct LeadsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leads", abstract: "List leads, newest first.")

    @OptionGroup var place: MailboxArgument

    @Option("status", help: "List only leads with this status.")
    var status: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDeskForList()
        var view = LeadListView(now: session.clock.now())
        try desk.forEachLead(mailbox: place.mailbox, status: status, page: list.page(of: session)) {
            if session.isJSON { session.output.json(try desk.json(of: $0)) } else { view.add($0) }
            return true
        }
        session.output.writeList(
            view.table, orEmpty: LeadListView.emptyText(isFiltered: status != nil))
        session.output.finish()
    }
}
