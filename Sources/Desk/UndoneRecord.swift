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
            case .case(let row): ("case", Self.fields(row))
            case .lead(let row): ("lead", Self.fields(row))
            }
        return .object(
            JSONObject([
                (key, fields), ("history", .array(history.map(Self.json))),
                ("emails", .array(emailIDs.map { .integer($0) })),
                ("cancelled", .array(cancelled.map { .integer($0) })),
            ]))
    }

    private static func fields(_ row: Store.CaseRow) -> JSON {
        let record = row.record
        return [
            "number": .integer(record.number), "mailbox": .string(row.mailboxName),
            "subject": .string(record.subject), "description": .string(record.description),
            "status": .string(record.status), "priority": .string(record.priority),
            "source": .string(record.source), "owner": JSON(optional: record.owner),
            "assigned_to": JSON(optional: record.assignedTo),
            "tags": .array(record.tags.map { .string($0) }), "contact": json(row.contact),
            "created_at": .string(Timestamp.rfc3339(record.createdAt)),
            "updated_at": .string(Timestamp.rfc3339(record.updatedAt)),
        ]
    }

    private static func fields(_ row: Store.LeadRow) -> JSON {
        let lead = row.lead
        return [
            "number": .integer(lead.number), "mailbox": .string(row.mailboxName),
            "name": .string(lead.name), "notes": .string(lead.notes),
            "first_name": .string(lead.firstName), "last_name": .string(lead.lastName),
            "email": JSON(optional: lead.email), "status": .string(lead.status),
            "source": .string(lead.source), "owner": JSON(optional: lead.owner),
            "contact": json(row.contact),
            "created_at": .string(Timestamp.rfc3339(lead.createdAt)),
        ]
    }

    private static func json(_ event: RecordEvent) -> JSON {
        [
            "at": .string(Timestamp.rfc3339(event.at)), "by": .string(event.by),
            "event": .string(event.kind.rawValue), "details": event.details,
        ]
    }

    private static func json(_ person: Person?) -> JSON {
        guard let person else { return .null }
        return ["name": JSON(optional: person.name), "address": .string(person.address)]
    }
}
