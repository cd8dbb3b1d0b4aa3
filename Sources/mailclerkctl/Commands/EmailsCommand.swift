// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox
import Views

extension Store.EmailOrder: ExpressibleByArgument {}

/// `emails`: the grid.
struct EmailsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emails", abstract: "List emails, newest first.",
        discussion: """
            Marks: * not read, @ attachments, ! the sender is no participant of the thread.
            Dates are 2026-03-03, 2026-03-03T08:15:00Z, or how long ago: 7d, 12h. Times are UTC.
            """)

    @Argument(help: "The mailbox; all that you may see unless given.")
    var mailbox: String?

    @Flag(help: "Only what you have not read.")
    var unread = false

    /// What lists leave out unless asked for it.
    enum LeftOut: String, EnumerableFlag {
        case spam, trash

        static func help(for value: LeftOut) -> ArgumentHelp? {
            "Only what somebody marked as \(value.rawValue)."
        }
    }

    @Flag(exclusivity: .exclusive)
    var leftOut: LeftOut?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Text in the author's name or address.", valueName: "text"))
    var from: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Text in a name or address of To or Cc.", valueName: "text"))
    var to: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Text in the subject.", valueName: "text"))
    var subject: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "What to search the emails for; see mailclerkctl help search.", valueName: "words"))
    var search: String?

    @OptionGroup var period: ArrivalPeriod

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("date, subject or from.", valueName: "order"))
    var sort = Store.EmailOrder.date

    /// From so many rows on it pays to have emails counted.
    private static let farInRows = 2_000

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let now = session.clock.now()
        let filter = try filter(now: now)
        let desk = try session.openDeskForList()
        if filter.search != nil { try SearchIndexing.update(for: desk, session) }
        let page = list.piece(isJSON: session.isJSON)
        if page.offset >= Self.farInRows { desk.prepareForFarPages() }
        var list = EmailListView(now: now)
        try desk.forEachEmail(
            mailbox: mailbox, filter: filter, order: sort, page: page
        ) { row in
            if session.isJSON { session.output.json(row.json) } else { list.add(row) }
            return true
        }
        let isFiltered = filter != Store.EmailFilter() || self.list.page ?? 1 != 1
        session.output.writeList(
            list.table, orEmpty: EmailListView.emptyText(isFiltered: isFiltered))
        session.output.finish()
    }

    private func filter(now: Int64) throws -> Store.EmailFilter {
        var filter = Store.EmailFilter()
        filter.isUnreadOnly = unread
        filter.mark = leftOut.flatMap { EmailMark(rawValue: $0.rawValue) }
        filter.from = from
        filter.to = to
        filter.subject = subject
        filter.search = try search.map { text in try SearchQuery(text, now: now) }
        try period.narrow(&filter, now: now)
        return filter
    }
}
