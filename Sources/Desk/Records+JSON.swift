// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Person {
    /// The person as a JSON object: `name` and `address`.
    package var json: JSON { ["name": JSON(optional: name), "address": .string(address)] }
}

extension Store.CaseRow {
    /// The case as a JSON object without its emails and notes.
    ///
    /// `--json` prints these keys and more; the journal stores them for an undone case.
    package var fields: JSONObject {
        JSONObject([
            ("number", .integer(record.number)), ("mailbox", .string(mailboxName)),
            ("subject", .string(record.subject)), ("description", .string(record.description)),
            ("status", .string(record.status)), ("priority", .string(record.priority)),
            ("source", .string(record.source)), ("owner", JSON(optional: record.owner)),
            ("assigned_to", JSON(optional: record.assignedTo)),
            ("tags", .array(record.tags.map { .string($0) })),
            ("contact", contact?.json ?? .null),
            ("created_at", .string(Timestamp.rfc3339(record.createdAt))),
            ("updated_at", .string(Timestamp.rfc3339(record.updatedAt))),
        ])
    }
}

extension Store.LeadRow {
    /// The lead as a JSON object without its emails and the notes of users.
    package var fields: JSONObject {
        JSONObject([
            ("number", .integer(lead.number)), ("mailbox", .string(mailboxName)),
            ("name", .string(lead.name)), ("notes", .string(lead.notes)),
            ("first_name", .string(lead.firstName)), ("last_name", .string(lead.lastName)),
            ("email", JSON(optional: lead.email)), ("status", .string(lead.status)),
            ("source", .string(lead.source)), ("owner", JSON(optional: lead.owner)),
            ("contact", contact?.json ?? .null),
            ("created_at", .string(Timestamp.rfc3339(lead.createdAt))),
        ])
    }
}
