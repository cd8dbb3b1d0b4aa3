// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox
import Views

extension Store.EmailOrder: ExpressibleByArgument {}

/// `emails`: lists emails.
struct EmailsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emails", abstract: "List emails, newest first.",
        discussion: """
            Marks: * unread, @ attachments, ! the sender is not a participant of the thread.
            Dates are 2026-03-03, 2026-03-03T08:15:00Z, or ages such as 7d or 12h, in UTC.
            """)

    @OptionGroup var place: MailboxArgument

    @Flag(help: "List only emails that you have not read.")
    var unread = false

    /// The emails that lists leave out by default.
    enum LeftOut: String, EnumerableFlag {
        case spam, trash

        static func help(for value: LeftOut) -> ArgumentHelp? {
            "List only emails that somebody marked as \(value.rawValue)."
        }
    }

    @Flag(exclusivity: .exclusive)
    var leftOut: LeftOut?

    @Option("text", help: "Match text in the author's name or address.")
    var from: String?

    @Option("text", help: "Match text in a name or address of To or Cc.")
    var to: String?

    @Option("text", help: "Match text in the subject.")
    var subject: String?

    @Option("words", help: "List only emails that search finds; see mailclerkctl help search.")
    var search: String?

    @OptionGroup var period: ArrivalPeriod

    @Option("order", help: "Sort by date, subject or from.")
    var sort = Store.EmailOrder.date

    /// The offset, in rows, from which updated email counts make a page faster.
    private static let farInRows = 2_000

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let now = session.clock.now()
        let filter = try filter(now: now)
        let desk = try session.openDeskForList()
        if filter.search != nil { try SearchIndexing.update(for: desk, session) }
        let page = list.page(of: session)
        if page.offset >= Self.farInRows { desk.prepareForFarPages() }
        var view = EmailListView(now: now)
        try desk.forEachEmail(
            mailbox: place.mailbox, filter: filter, order: sort, page: page
        ) { row in
            if session.isJSON { session.output.json(row.json) } else { view.add(row) }
            return true
        }
        let isFiltered = filter != Store.EmailFilter() || list.page ?? 1 != 1
        session.output.writeList(
            view.table, orEmpty: EmailListView.emptyText(isFiltered: isFiltered))
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
