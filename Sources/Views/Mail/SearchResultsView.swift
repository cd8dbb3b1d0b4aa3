// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

/// What a search found: emails, cases, leads and contacts.
package struct SearchResultsView {
    /// What is said if nothing was found.
    package static let emptyText = "nothing matches"

    private var emails: EmailListView
    private var cases: CaseListView
    private var leads: LeadListView
    private var people = TableView([.init("Name", upTo: 30), .init("Address", upTo: nil)])

    /// No results yet, as seen at `now`.
    package init(now: Int64) {
        emails = EmailListView(now: now)
        cases = CaseListView(now: now)
        leads = LeadListView(now: now)
    }

    /// Adds an email.
    package mutating func add(_ row: Store.EmailRow) { emails.add(row) }

    /// Adds a case.
    package mutating func add(_ row: Store.CaseRow) { cases.add(row) }

    /// Adds a lead.
    package mutating func add(_ row: Store.LeadRow) { leads.add(row) }

    /// Adds a contact.
    package mutating func add(_ person: Person) {
        people.add(
            .contact(person.address), [.init(person.name ?? ""), .init(person.address)])
    }

    /// A table for each kind of which there are results.
    package var sections: [Section] {
        [
            ("Emails", emails.table), ("Cases", cases.table), ("Leads", leads.table),
            ("Contacts", people),
        ].filter { !$0.1.isEmpty }.map { Section(.table($0.1), titled: $0.0) }
    }
}

/// A result of a search as a JSON object: that of the thing, with its `type` before it.
package enum SearchResultJSON {
    /// An email.
    package static func email(_ row: Store.EmailRow) -> JSON { typed("email", row.json) }

    /// A case with the IDs of its emails.
    package static func `case`(_ row: Store.CaseRow, emailIDs: [Int64]) -> JSON {
        typed("case", row.json(emailIDs: emailIDs))
    }

    /// A lead with the IDs of its emails.
    package static func lead(_ row: Store.LeadRow, emailIDs: [Int64]) -> JSON {
        typed("lead", row.json(emailIDs: emailIDs))
    }

    /// A contact.
    package static func contact(_ person: Person) -> JSON { typed("contact", person.json) }

    private static func typed(_ type: String, _ json: JSON) -> JSON {
        var object = JSONObject([("type", .string(type))])
        for (name, value) in json.object ?? JSONObject() { object[name] = value }
        return .object(object)
    }
}
