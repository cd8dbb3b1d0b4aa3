// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Store
import SystemMailbox
import Views

/// `cases`: the list of cases.
struct CasesCommand: ParsableCommand {
    /// Whose cases are shown.
    enum Selection: String, EnumerableFlag {
        case mine, unassigned, waiting

        static func help(for value: Selection) -> ArgumentHelp? {
            switch value {
            case .mine: "Those assigned to you."
            case .unassigned: "Those assigned to nobody."
            case .waiting: "Open ones whose last word is the customer's, oldest first."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "cases", abstract: "List cases, newest first.")

    @Argument(help: "The mailbox; all that you may see unless given.")
    var mailbox: String?

    @Flag(exclusivity: .exclusive)
    var selection: Selection?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Only cases in this status.", valueName: "status"))
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
        var list = CaseListView(now: session.clock.now())
        try desk.forEachCase(
            mailbox: mailbox, filter: filter, page: self.list.piece(isJSON: session.isJSON)
        ) { row in
            if session.isJSON {
                let number = row.record.number
                session.output.json(row.json(emailIDs: try desk.emailIDs(ofCase: number)))
            } else {
                list.add(row)
            }
            return true
        }
        try session.output.writeList(
            list.table,
            orEmpty: CaseListView.emptyText(
                status: status, isFiltered: selection != nil, statuses: desk.statuses()))
        session.output.finish()
    }
}
