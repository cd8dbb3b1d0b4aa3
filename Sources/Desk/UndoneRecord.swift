// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

/// A case or lead that was taken back, as the journal keeps it.
package struct UndoneRecord: Sendable {
    /// The record.
    package enum Record: Sendable {
        /// A case.
        case `case`(Store.CaseRow)
        /// A lead.
        case lead(Store.LeadRow)
    }

    /// The record as it was.
    package let record: Record
    /// What people did to it and noted.
    package let history: [RecordEvent]
    /// The keys of its emails, which stay.
    package let emailIDs: [Int64]
    /// The keys of the messages of the outbox that are not sent any more.
    package let cancelled: [Int64]
    /// The keys of those that could not be stopped, as they are being sent.
    package let leaving: [Int64]

    /// What it was, for people: `case 7`.
    package var name: String {
        switch record {
        case .case(let row): "case \(row.record.number)"
        case .lead(let row): "lead \(row.lead.number)"
        }
    }

    /// The whole record with what became of it, under the keys of lists.
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
