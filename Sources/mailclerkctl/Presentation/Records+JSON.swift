// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store
import SystemMailbox

extension Store.CaseRow {
    /// The case for programs, with the keys of its emails and what people noted.
    func json(emailIDs: [Int64], notes: [RecordEvent] = []) -> JSON {
        [
            "number": .integer(record.number), "mailbox": .string(mailboxName),
            "subject": .string(record.subject), "description": .string(record.description),
            "status": .string(record.status), "priority": .string(record.priority),
            "source": .string(record.source), "owner": JSON(optional: record.owner),
            "assigned_to": JSON(optional: record.assignedTo),
            "tags": .array(record.tags.map { .string($0) }), "contact": contact?.json ?? .null,
            "created_at": .string(Timestamp.rfc3339(record.createdAt)),
            "updated_at": .string(Timestamp.rfc3339(record.updatedAt)),
            "emails": .array(emailIDs.map { .integer($0) }),
            "notes": .array(notes.filter { $0.kind == .note }.map(\.noteJSON)),
        ]
    }
}

extension Store.CaseLink {
    /// The link for programs.
    var json: JSON { ["relation": .string(relation.rawValue), "case": .integer(other)] }
}

extension Store.LeadRow {
    /// The lead for programs, with the keys of its emails.
    ///
    /// Its `notes` are what the customer wrote; what people noted of it are `comments`.
    func json(emailIDs: [Int64], notes: [RecordEvent] = []) -> JSON {
        [
            "number": .integer(lead.number), "mailbox": .string(mailboxName),
            "name": .string(lead.name), "notes": .string(lead.notes),
            "first_name": .string(lead.firstName), "last_name": .string(lead.lastName),
            "email": JSON(optional: lead.email), "status": .string(lead.status),
            "source": .string(lead.source), "owner": JSON(optional: lead.owner),
            "contact": contact?.json ?? .null,
            "created_at": .string(Timestamp.rfc3339(lead.createdAt)),
            "emails": .array(emailIDs.map { .integer($0) }),
            "comments": .array(notes.filter { $0.kind == .note }.map(\.noteJSON)),
        ]
    }
}

extension RecordEvent {
    /// A note for programs.
    fileprivate var noteJSON: JSON {
        [
            "by": .string(by), "at": .string(Timestamp.rfc3339(at)),
            "text": details["text"] ?? .string(""),
        ]
    }
}

extension MailboxOverview {
    /// The mailbox for programs.
    var json: JSON {
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
    /// The message for programs.
    var json: JSON {
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
    /// The entry for programs.
    var json: JSON {
        [
            "at": .string(Timestamp.rfc3339(at)), "event": .string(event),
            "email": JSON(optional: emailID), "details": details,
        ]
    }
}

extension SettingsVersion {
    /// The version for programs.
    var json: JSON {
        [
            "number": .integer(number), "applied_at": .string(Timestamp.rfc3339(appliedAt)),
            "applied_by": .string(appliedBy), "host": .string(host), "scope": .string(scope),
            "summary": .string(summary),
        ]
    }
}
