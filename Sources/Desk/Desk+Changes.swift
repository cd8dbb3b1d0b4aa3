// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Desk {
    /// Sets fields of a case; requires reply access.
    ///
    /// Returns the changed case. Throws `DeskError.changedMeanwhile` if another user has changed
    /// the case since the viewer last looked at it, unless the change is forced, so that no change
    /// is overwritten unseen.
    package func set(
        caseNumber number: Int64, _ change: RecordChange, at now: Int64
    ) throws -> Store.CaseRow {
        try record(.case(number), isForced: change.isForced, at: now) {
            let row = try caseRow(number)
            try require(.set, in: row.record.mailboxID, named: row.mailboxName)
            var record = row.record
            var fields = FieldChanges()
            if let status = change.status {
                let statuses = try statuses()
                try fields.check(status, among: statuses.open + statuses.closed, "status")
                fields.note("status", record.status, status)
                record.status = status
            }
            if let priority = change.priority {
                fields.note("priority", record.priority, priority)
                record.priority = priority
            }
            if let user = change.assignTo {
                fields.note("assigned_to", record.assignedTo, user.isEmpty ? nil : user)
                record.assignedTo = try colleague(user, in: record.mailboxID)
            }
            if let user = change.owner {
                fields.note("owner", record.owner, user.isEmpty ? nil : user)
                record.owner = try colleague(user, in: record.mailboxID)
            }
            for tag in change.tags {
                let before = record.tags
                if tag.utf8.first == UInt8(ascii: "-") {
                    record.tags.removeAll { $0 == tag.dropFirst() }
                } else if !record.tags.contains(tag) {
                    record.tags.append(tag)
                }
                if record.tags != before { fields.note("tag", nil, tag) }
            }
            guard !fields.isEmpty else { return nil }
            record.updatedAt = now
            try store.update(record)
            let (before, by) = (row.record, viewer.name)
            let assignee = record.assignedTo == before.assignedTo ? nil : record.assignedTo
            let owner = record.owner == before.owner ? nil : record.owner
            try tell(
                [(assignee, .assigned(by: by)), (owner, .owned(by: by))], of: .case(record),
                in: record.mailboxID,
                emailIDs: store.emailIDs(of: .case(number)), at: now)
            return fields
        }
        return try caseRow(number)
    }

    /// Sets fields of a lead; requires reply access.
    ///
    /// Returns the changed lead. Throws `DeskError.changedMeanwhile` if another user has changed
    /// the lead since the viewer last looked at it, unless the change is forced.
    package func set(
        leadNumber number: Int64, _ change: RecordChange, at now: Int64
    ) throws -> Store.LeadRow {
        try record(.lead(number), isForced: change.isForced, at: now) {
            let row = try leadRow(number)
            try require(.set, in: row.lead.mailboxID, named: row.mailboxName)
            var lead = row.lead
            var fields = FieldChanges()
            if let status = change.status {
                fields.note("status", lead.status, status)
                lead.status = status
            }
            if let user = change.owner {
                fields.note("owner", lead.owner, user.isEmpty ? nil : user)
                lead.owner = try colleague(user, in: lead.mailboxID)
            }
            guard !fields.isEmpty else { return nil }
            try store.update(lead)
            if lead.owner != row.lead.owner {
                try tell(
                    [(lead.owner, .owned(by: viewer.name))], of: .lead(lead), in: lead.mailboxID,
                    emailIDs: store.emailIDs(of: .lead(number)), at: now)
            }
            return fields
        }
        return try leadRow(number)
    }

    /// Adds an internal note to a case or lead; requires reply access.
    package func addNote(
        _ text: String, to record: RecordID, at now: Int64
    ) throws {
        try store.connection.transaction(.write) {
            let (mailboxID, name) = try place(of: record)
            try require(.note, in: mailboxID, named: name)
            try store.insert(
                RecordEvent(
                    record, .note, by: viewer.name, at: now,
                    details: ["text": .string(text)]))
            try store.touch(record, at: now)
            try store.noteSeen(record, by: viewer.name)
        }
    }

    /// Returns the changes and notes of a case or lead that the viewer may see, oldest first.
    ///
    /// The name of a mailbox that the viewer may not read is replaced.
    package func events(of record: RecordID) throws -> [RecordEvent] {
        _ = try place(of: record)
        let others = try OtherMailboxes(access, in: store)
        return try store.events(of: record).map { try others.hidden(in: $0) }
    }

    /// Stores that the viewer has looked at a record; later changes by other users are conflicts.
    package func noteSeen(_ record: RecordID) throws {
        try store.connection.transaction(.write, .relaxed) {
            try store.noteSeen(record, by: viewer.name)
        }
    }

    /// Applies a change and stores it as an event, unless it conflicts with a change that the
    /// viewer has not seen.
    private func record(
        _ record: RecordID, isForced: Bool, at now: Int64,
        _ apply: () throws -> FieldChanges?
    ) throws {
        try store.connection.transaction(.write) {
            let news = try unseenEvents(of: record).last
            guard let fields = try apply() else { return }
            if let news, !isForced {
                throw DeskError.changedMeanwhile(
                    record, by: news.by, at: news.at)
            }
            try store.insert(
                RecordEvent(
                    record, .set, by: viewer.name, at: now, details: fields.json))
            try store.noteSeen(record, by: viewer.name)
        }
    }

    /// Returns the events by other users since the viewer last looked at a record; none if the
    /// viewer has never looked at it.
    private func unseenEvents(
        of record: RecordID
    ) throws -> [RecordEvent] {
        guard let last = try store.lastSeenEvent(of: record, by: viewer.name) else {
            return []
        }
        return try store.events(of: record, after: last).filter { $0.by != viewer.name }
    }

    private func place(
        of record: RecordID
    ) throws -> (mailboxID: Int64, name: String) {
        switch record.kind {
        case .case:
            let row = try caseRow(record.number)
            return (row.record.mailboxID, row.mailboxName)
        case .lead:
            let row = try leadRow(record.number)
            return (row.lead.mailboxID, row.mailboxName)
        }
    }

    /// Returns a user to whom records of a mailbox may be assigned; nil for an empty name.
    ///
    /// Throws `DeskError.cannotSee` if the user may not see the mailbox.
    private func colleague(_ user: String, in mailboxID: Int64) throws -> String? {
        guard !user.isEmpty else { return nil }
        let can = try Access.users(
            with: .see, in: mailboxID, among: [user], of: store, isMember: isMember)
        guard !can.isEmpty else { throw DeskError.cannotSee(user: user) }
        return user
    }
}

/// The changed fields of a record, as its history stores them.
private struct FieldChanges {
    private var fields: [(String, JSON)] = []

    var isEmpty: Bool { fields.isEmpty }

    var json: JSON { .object(JSONObject(fields)) }

    /// Adds a change, unless the value stays the same.
    mutating func note(_ name: String, _ old: String?, _ new: String?) {
        guard old != new else { return }
        fields.append((name, ["old": JSON(optional: old), "new": JSON(optional: new)]))
    }

    func check(_ value: String, among known: [String], _ name: String) throws {
        guard !known.contains(value) else { return }
        throw DeskError.unknownValue(name, value, known: known)
    }
}
