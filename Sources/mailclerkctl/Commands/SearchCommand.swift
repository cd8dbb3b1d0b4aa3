// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views
import Desk
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
        let output = session.output
        var results = SearchResultsView(now: session.clock.now())
        try desk.forEachEmail(mailbox: nil, filter: filter, page: page) { row in
            if session.isJSON { output.json(SearchResultJSON.email(row)) } else { results.add(row) }
            return true
        }
        for row in try desk.cases(found: query, page: page) {
            guard session.isJSON else { results.add(row); continue }
            let ids = try desk.emailIDs(ofCase: row.record.number)
            output.json(SearchResultJSON.case(row, emailIDs: ids))
        }
        for row in try desk.leads(found: query, page: page) {
            guard session.isJSON else { results.add(row); continue }
            let ids = try desk.emailIDs(ofLead: row.lead.number)
            output.json(SearchResultJSON.lead(row, emailIDs: ids))
        }
        for person in try desk.people(found: query, page: page) {
            guard session.isJSON else { results.add(person); continue }
            output.json(SearchResultJSON.contact(person))
        }
        if !session.isJSON {
            let sections = results.sections
            if sections.isEmpty {
                output.note(SearchResultsView.emptyText)
            } else {
                output.write(sections)
            }
        }
        output.finish()
    }
}
