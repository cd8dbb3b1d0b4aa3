// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Store
import SystemMailbox
import Views

/// `cases`: lists cases.
struct CasesCommand: ParsableCommand {
    /// A selection of cases.
    enum Selection: String, EnumerableFlag {
        case mine, unassigned, waiting

        static func help(for value: Selection) -> ArgumentHelp? {
            switch value {
            case .mine: "List only cases that are assigned to you."
            case .unassigned: "List only cases that are assigned to nobody."
            case .waiting:
                "List only open cases in which the customer wrote last, longest waiting first."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "List cases, newest first.")

    @OptionGroup var place: MailboxArgument

    @Flag(exclusivity: .exclusive)
    var selection: Selection?

    @Option("status", help: "List only cases with this status.")
    var status: String?

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDeskForList()
        var filter = Store.CaseFilter()
        filter.assignedTo = selection == .mine ? desk.viewer.name : nil
        filter.isUnassigned = selection == .unassigned
        filter.isWaiting = selection == .waiting
        filter.status = status
        var view = CaseListView(now: session.clock.now())
        try desk.forEachCase(mailbox: place.mailbox, filter: filter, page: list.page(of: session)) {
            if session.isJSON { session.output.json(try desk.json(of: $0)) } else { view.add($0) }
            return true
        }
        try session.output.writeList(
            view.table,
            orEmpty: CaseListView.emptyText(
                status: status, isFiltered: selection != nil, statuses: desk.statuses()))
        session.output.finish()
    }
}
