// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// Adds new emails to the full-text index; must be called before a search.
    package func updateSearchIndex() throws { _ = try store.updateSearchIndex() }

    /// Updates the email counts, which make pages far down a list fast; errors are ignored, because
    /// the counts are optional.
    package func prepareForFarPages() { try? store.divideEmailCounts() }

    /// Returns whether more than `count` emails are not in the index yet.
    package func hasUnindexedEmails(moreThan count: Int) throws -> Bool {
        return try store.hasUnindexedEmails(moreThan: count)
    }

    /// Returns the cases to which the emails found by a query belong, the newest first.
    package func cases(found query: SearchQuery, page: Store.Page) throws -> [Store.CaseRow] {
        try store.recordNumbers(
            .case, found: query, in: access.readable, seenBy: viewer.name, page: page
        ).map { try caseRow($0) }
    }

    /// Returns the leads to which the emails found by a query belong, the newest first.
    package func leads(found query: SearchQuery, page: Store.Page) throws -> [Store.LeadRow] {
        try store.recordNumbers(
            .lead, found: query, in: access.readable, seenBy: viewer.name, page: page
        ).map { try leadRow($0) }
    }

    /// Returns the authors of the emails found by a query, the latest first, with their names in
    /// these emails.
    package func people(found query: SearchQuery, page: Store.Page) throws -> [Person] {
        try store.authors(
            found: query, in: access.readable, seenBy: viewer.name, page: page)
    }

    /// Returns the history of the person with an address, as far as the viewer may see it.
    ///
    /// The name is also taken only from data that the viewer may see. Throws
    /// `DeskError.noSuchPerson` if there is no such data.
    package func history(of address: String, page: Store.Page) throws -> PersonHistory {
        let filter = Store.EmailFilter(person: address)
        let cases = try store.recordNumbers(.case, ofPerson: address, in: access.readable)
            .map { try caseRow($0) }
        let leads = try store.recordNumbers(.lead, ofPerson: address, in: access.readable)
            .map { try leadRow($0) }
        let folded = CaseFolding.fold(address)
        var person: Person?
        var emails: [Store.EmailRow] = []
        var hasEmails = false
        // The name is searched for only in the newest emails; older ones rarely have a better name.
        let newest = Store.Page(limit: PersonHistory.emailsWithNameAtMost)
        try store.forEachEmail(
            in: access.readable, seenBy: viewer.name, filter: filter, page: newest
        ) { row in
            hasEmails = true
            let known = [row.email.from].compactMap { $0 } + row.email.to + row.email.cc
            let same = known.filter { CaseFolding.fold($0.address) == folded }
            person = same.first { $0.name?.isEmpty == false } ?? person ?? same.first
            return person?.name?.isEmpty ?? true
        }
        guard hasEmails || !cases.isEmpty || !leads.isEmpty else {
            throw DeskError.noSuchPerson(address)
        }
        try store.forEachEmail(
            in: access.readable, seenBy: viewer.name, filter: filter, page: page
        ) { row in
            emails.append(row)
            return true
        }
        let contacts = cases.compactMap(\.contact) + leads.compactMap(\.contact)
        person = person ?? contacts.first { CaseFolding.fold($0.address) == folded }
        return PersonHistory(
            person: person ?? Person(name: nil, address: address), cases: cases, leads: leads,
            emails: emails)
    }
}
