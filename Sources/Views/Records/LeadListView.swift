// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The view of a list of leads.
package struct LeadListView {
    private let dates: ShortDate
    /// The rows.
    package private(set) var table = TableView([
        .init("Lead", upTo: 10, isNumber: true), .init("Status", upTo: 12),
        .init("Owner", upTo: 12), .init("Created", upTo: 11), .init("Name", upTo: 20),
        .init("Subject", upTo: nil),
    ])

    /// Creates an empty list; `now` decides the form of dates.
    package init(now: Int64) { dates = ShortDate(now: now) }

    /// Adds a lead.
    package mutating func add(_ row: Store.LeadRow) {
        let lead = row.lead
        let name = [lead.firstName, lead.lastName].filter { !$0.isEmpty }
        table.add(
            .record(.lead(lead.number)),
            [
                .init(lead.number), .init(lead.status), .init(lead.owner ?? "-"),
                .init(dates.text(lead.createdAt)), .init(name.joined(separator: " ")),
                .init(lead.name, tail: lead.email ?? ""),
            ])
    }

    /// Returns the text that replaces an empty list.
    package static func emptyText(isFiltered: Bool) -> String {
        isFiltered ? "no lead matches" : "no leads"
    }
}
