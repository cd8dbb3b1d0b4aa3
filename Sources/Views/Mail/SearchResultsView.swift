// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

/// The view of the results of a search: emails, cases, leads and contacts.
package struct SearchResultsView {
    /// The text that replaces an empty list of results.
    package static let emptyText = "nothing matches"

    private var emails: EmailListView
    private var cases: CaseListView
    private var leads: LeadListView
    private var people = TableView([.init("Name", upTo: 30), .init("Address", upTo: nil)])

    /// Creates a view without results; `now` decides the form of dates.
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

    /// A table for each kind of result, if there are any.
    package var sections: [Section] {
        [
            ("Emails", emails.table), ("Cases", cases.table), ("Leads", leads.table),
            ("Contacts", people),
        ].filter { !$0.1.isEmpty }.map { Section(.table($0.1), titled: $0.0) }
    }
}

/// Writes a search result as the JSON object of the email, record or contact, with its `type`
/// first.
package enum SearchResultJSON {
    /// Returns the object of an email.
    package static func email(_ row: Store.EmailRow) -> JSON { typed("email", row.json) }

    /// Returns the object of a case, given its JSON object.
    package static func `case`(_ json: JSON) -> JSON { typed("case", json) }

    /// Returns the object of a lead, given its JSON object.
    package static func lead(_ json: JSON) -> JSON { typed("lead", json) }

    /// Returns the object of a contact.
    package static func contact(_ person: Person) -> JSON { typed("contact", person.json) }

    private static func typed(_ type: String, _ json: JSON) -> JSON {
        var object = JSONObject([("type", .string(type))])
        for (name, value) in json.object ?? JSONObject() { object[name] = value }
        return .object(object)
    }
}
