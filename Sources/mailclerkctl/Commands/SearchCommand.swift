// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Platform
import Store
import SystemMailbox

/// `search`: emails by their words, and what they belong to.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search emails, and list the cases, leads and people they belong to.",
        discussion: """
            lamp order             both words, in any order
            '"broken lamp"'        these words in a row
            inv*                   words that begin so
            from:ada to:help subject:lamp attachment:pdf
            since:7d before:2026-03-03
            -spam                  not with this word
            7                      also case 7 and lead 7
            """)

    @Argument(help: "What to search for.")
    var words: [String] = []

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let query = try SearchQuery(words.joined(separator: " "), now: session.clock.now())
        let desk = try session.openDeskForList()
        try SearchIndexing.update(for: desk, session)
        let page = list.piece(isJSON: session.isJSON)
        var filter = Store.EmailFilter()
        filter.search = query
        var result = SearchResultsView(session)
        try desk.forEachEmail(mailbox: nil, filter: filter, page: page) { row in
            result.add(row)
            return true
        }
        for row in try desk.cases(found: query, page: page) {
            result.add(row, emailIDs: try desk.emailIDs(ofCase: row.record.number))
        }
        for row in try desk.leads(found: query, page: page) {
            result.add(row, emailIDs: try desk.emailIDs(ofLead: row.lead.number))
        }
        for person in try desk.people(found: query, page: page) { result.add(person) }
        result.write()
        session.output.finish()
    }
}
