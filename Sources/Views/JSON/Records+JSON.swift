// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

extension Store.CaseRow {
    /// Returns the case as a JSON object, with the IDs of its emails and the notes of users.
    package func json(emailIDs: [Int64], notes: [RecordEvent] = []) -> JSON {
        var object = fields
        object["emails"] = .array(emailIDs.map { .integer($0) })
        object["notes"] = .array(notes.filter { $0.kind == .note }.map(\.noteJSON))
        return .object(object)
    }
}

extension Desk.CaseLink {
    /// The link as a JSON object; `case` is null if the viewer may not see the other case.
    package var json: JSON {
        ["relation": .string(relation.rawValue), "case": JSON(optional: other)]
    }
}

extension Store.LeadRow {
    /// Returns the lead as a JSON object, with the IDs of its emails.
    ///
    /// The key `notes` has the text of the customer; `comments` has the notes of users.
    package func json(emailIDs: [Int64], notes: [RecordEvent] = []) -> JSON {
        var object = fields
        object["emails"] = .array(emailIDs.map { .integer($0) })
        object["comments"] = .array(notes.filter { $0.kind == .note }.map(\.noteJSON))
        return .object(object)
    }
}

extension RecordEvent {
    /// The note as a JSON object.
    fileprivate var noteJSON: JSON {
        [
            "by": .string(by), "at": .string(Timestamp.rfc3339(at)),
            "text": details["text"] ?? .string(""),
        ]
    }
}

extension MailboxOverview {
    /// The mailbox as a JSON object.
    package var json: JSON {
        [
            "name": .string(mailbox.name), "label": .string(mailbox.label),
            "address": .string(mailbox.address),
            "aliases": .array(aliases.map { .string($0) }),
            "action": .string(mailbox.action.kind.rawValue), "unread": .integer(count.unread),
            "total": .integer(count.total), "level": .string(level.rawValue),
            "archived": .bool(mailbox.isArchived),
        ]
    }
}

extension Store.OutboxRow {
    /// The outbox entry as a JSON object.
    package var json: JSON {
        [
            "id": .integer(id), "email": .integer(emailID), "mailbox": .string(mailboxName),
            "to": .string(recipient), "kind": .string(kind.rawValue),
            "state": .string(state.rawValue), "attempts": .integer(attempts),
            "last_error": JSON(optional: lastError),
            "due_at": .string(Timestamp.rfc3339(dueAt)),
            "created_at": .string(Timestamp.rfc3339(createdAt)),
        ]
    }
}

extension JournalEntry {
    /// The journal entry as a JSON object.
    package var json: JSON {
        [
            "at": .string(Timestamp.rfc3339(at)), "event": .string(event.rawValue),
            "email": JSON(optional: emailID), "details": details,
        ]
    }
}

extension SettingsVersion {
    /// The settings version as a JSON object.
    package var json: JSON {
        [
            "number": .integer(number), "applied_at": .string(Timestamp.rfc3339(appliedAt)),
            "applied_by": .string(appliedBy), "host": .string(host),
            "scope": .string(scope.rawValue),
            "summary": .string(summary),
        ]
    }
}
