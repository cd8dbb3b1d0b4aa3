// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The view of a list of cases.
package struct CaseListView {
    private let dates: ShortDate
    /// The rows.
    package private(set) var table = TableView([
        .init("Case", upTo: 10, isNumber: true), .init("Status", upTo: 12),
        .init("Priority", upTo: 8), .init("Assigned", upTo: 12), .init("Changed", upTo: 11),
        .init("Contact", upTo: 16), .init("Subject", upTo: nil),
    ])

    /// Creates an empty list; `now` decides the form of dates.
    package init(now: Int64) { dates = ShortDate(now: now) }

    /// Adds a case.
    package mutating func add(_ row: Store.CaseRow) {
        let record = row.record
        table.add(
            .record(.case(record.number)),
            [
                .init(record.number), .init(record.status),
                .init(record.priority == "normal" ? "" : record.priority),
                .init(record.assignedTo ?? "-"), .init(dates.text(record.updatedAt)),
                .init(row.contact?.shortText ?? ""), .init(record.shownSubject),
            ])
    }

    /// Chooses the text that replaces an empty list.
    ///
    /// - Parameters:
    ///   - status: The status to which the list is limited; nil means any status.
    ///   - isFiltered: Whether the list leaves out cases for another reason.
    ///   - statuses: The statuses in the settings.
    /// - Returns: The text.
    package static func emptyText(
        status: String?, isFiltered: Bool, statuses: Statuses
    ) -> String {
        let known = statuses.open + statuses.closed
        if let status, !known.contains(status) {
            return "no case has the status \"\(status)\"; statuses are "
                + known.joined(separator: ", ")
        }
        return isFiltered || status != nil ? "no case matches" : "no cases"
    }
}

extension CaseRecord {
    /// The subject, or a marker if it is empty.
    var shownSubject: Span { .text(subject, orMarker: "(no subject)") }
}
