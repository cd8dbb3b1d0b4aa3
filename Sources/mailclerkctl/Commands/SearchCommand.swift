// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Store
import SystemMailbox
import Views

/// `search`: searches emails, and lists their cases, leads and people.
struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Search emails, and list their cases, leads and people.",
        discussion: """
            lamp order             both words, in any order
            '"broken lamp"'        this phrase
            inv*                   words that begin with this prefix
            from:ada to:help subject:lamp attachment:pdf
            since:7d before:2026-03-03
            -spam                  emails without this word
            7                      also case 7 and lead 7
            """)

    @Argument(help: "The words to search for.")
    var words: [String] = []

    @OptionGroup var list: ListOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let query = try SearchQuery(words.joined(separator: " "), now: session.clock.now())
        let desk = try session.openDeskForList()
        try SearchIndexing.update(for: desk, session)
        let page = list.page(of: session)
        var filter = Store.EmailFilter()
        filter.search = query
        let output = session.output
        var results = SearchResultsView(now: session.clock.now())
        try desk.forEachEmail(mailbox: nil, filter: filter, page: page) { row in
            if session.isJSON { output.json(SearchResultJSON.email(row)) } else { results.add(row) }
            return true
        }
        let cases = try desk.cases(found: query, page: page)
        let leads = try desk.leads(found: query, page: page)
        let people = try desk.people(found: query, page: page)
        if session.isJSON {
            for row in cases { output.json(SearchResultJSON.case(try desk.json(of: row))) }
            for row in leads { output.json(SearchResultJSON.lead(try desk.json(of: row))) }
            for person in people { output.json(SearchResultJSON.contact(person)) }
            return output.finish()
        }
        for row in cases { results.add(row) }
        for row in leads { results.add(row) }
        for person in people { results.add(person) }
        let sections = results.sections
        if sections.isEmpty {
            output.note(SearchResultsView.emptyText)
        } else {
            output.write(sections)
        }
        output.finish()
    }
}
