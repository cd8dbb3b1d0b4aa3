// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import InternetMessage
import JSON
import Store
import SystemMailbox

/// An entry of the export of a person's data.
package enum PersonEntry {
    /// The contact of an address.
    case contact(Contact)
    /// A case that the person opened.
    case `case`(Store.CaseRow, emailIDs: [Int64], events: [RecordEvent])
    /// A lead that the person opened.
    case lead(Store.LeadRow, emailIDs: [Int64], events: [RecordEvent])
    /// A change of a case or lead.
    case event(RecordEvent)
    /// An email with its bytes.
    case email(Store.EmailRow, raw: [UInt8])
    /// A journal entry.
    case journal(JournalEntry)
    /// An outbox entry with its message.
    case outbox(Store.OutboxRow?, bytes: [UInt8])
    /// A message of the emergency directory.
    case emergency(EmergencyMail)

    /// Returns the line of the file, including its line feed; `json` is the JSON form of the entry.
    func line(_ json: JSON) -> [UInt8] {
        var object = JSONObject([("type", .string(type))])
        for (name, value) in json.object ?? JSONObject() { object[name] = value }
        if case .outbox(_, let bytes) = self { object["bytes"] = .string(Base64.encode(bytes)) }
        return Array((JSON.object(object).text + "\n").utf8)
    }

    private var type: String {
        switch self {
        case .contact: "contact"
        case .case: "case"
        case .lead: "lead"
        case .event: "event"
        case .email: "email"
        case .journal: "journal"
        case .outbox: "outbox"
        case .emergency: "emergency"
        }
    }
}

extension Contact {
    /// The exported form of the contact.
    package var transferJSON: JSON {
        [
            "address": .string(address), "name": JSON(optional: name),
            "first_name": .string(firstName), "last_name": .string(lastName),
        ]
    }
}

extension RecordEvent {
    /// The exported form of the change.
    package var transferJSON: JSON {
        [
            "record": .string(record.kind.rawValue), "number": .integer(record.number),
            "at": .string(Timestamp.rfc3339(at)), "by": .string(by),
            "event": .string(kind.rawValue), "details": details,
        ]
    }
}
