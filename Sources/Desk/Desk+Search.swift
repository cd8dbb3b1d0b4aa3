// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// Adds emails that came since to the full-text index; to be called before a search.
    ///
    /// Throws `StoreError.tooOld` where the store has none.
    package func updateSearchIndex() throws { _ = try store.updateSearchIndex() }

    /// Has the emails of mailboxes counted, so that pages far down come fast; what cannot be done
    /// now is no failure.
    package func prepareForFarPages() { try? store.divideEmailCounts() }

    /// Whether more emails than this are still to be added to the index.
    package func hasUnindexedEmails(moreThan count: Int) throws -> Bool {
        return try store.hasUnindexedEmails(moreThan: count)
    }

    /// The cases that the emails of a search belong to, the newest first.
    package func cases(found query: SearchQuery, page: Store.Page) throws -> [Store.CaseRow] {
        try store.recordNumbers(
            .case, found: query, in: access.readable, seenBy: viewer.name, page: page
        ).map { try caseRow($0) }
    }

    /// The leads that the emails of a search belong to, the newest first.
    package func leads(found query: SearchQuery, page: Store.Page) throws -> [Store.LeadRow] {
        try store.recordNumbers(
            .lead, found: query, in: access.readable, seenBy: viewer.name, page: page
        ).map { try leadRow($0) }
    }

    /// Who wrote the emails of a search, the last one first, under the names that stand there.
    package func people(found query: SearchQuery, page: Store.Page) throws -> [Person] {
        try store.authors(
            found: query, in: access.readable, seenBy: viewer.name, page: page)
    }

    /// What the viewer may see of the person of an address.
    ///
    /// Names are taken from what may be seen alone. Throws `DeskError.noSuchPerson` where that is
    /// nothing.
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
        // The name is looked for in the newest emails; others rarely know more.
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
