// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

/// An undone case or lead, as the journal stores it.
package struct UndoneRecord: Sendable {
    /// The kinds of record that can be undone.
    package enum Record: Sendable {
        /// A case.
        case `case`(Store.CaseRow)
        /// A lead.
        case lead(Store.LeadRow)
    }

    /// The record before it was undone.
    package let record: Record
    /// The changes and notes of users.
    package let history: [RecordEvent]
    /// The IDs of the record's emails, which are kept.
    package let emailIDs: [Int64]
    /// The IDs of the cancelled outbox entries.
    package let cancelled: [Int64]
    /// The IDs of outbox entries that could not be cancelled, because they are being sent.
    package let leaving: [Int64]

    /// The human-readable name of the record, such as `case 7`.
    package var name: String {
        switch record {
        case .case(let row): "case \(row.record.number)"
        case .lead(let row): "lead \(row.lead.number)"
        }
    }

    /// The complete record, its history and the outcome, with the JSON keys that lists use.
    package var json: JSON {
        let (key, fields): (String, JSON) =
            switch record {
            case .case(let row): ("case", .object(row.fields))
            case .lead(let row): ("lead", .object(row.fields))
            }
        return .object(
            JSONObject([
                (key, fields), ("history", .array(history.map(Self.json))),
                ("emails", .array(emailIDs.map { .integer($0) })),
                ("cancelled", .array(cancelled.map { .integer($0) })),
            ]))
    }

    private static func json(_ event: RecordEvent) -> JSON {
        [
            "at": .string(Timestamp.rfc3339(event.at)), "by": .string(event.by),
            "event": .string(event.kind.rawValue), "details": event.details,
        ]
    }
}
