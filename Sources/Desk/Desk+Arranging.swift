// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Desk {
    /// Marks emails as spam or trash, which hides them from the lists, or removes the mark; all of
    /// them or none.
    ///
    /// Requires reply access.
    package func mark(_ ids: [Int64], as mark: EmailMark?, at now: Int64) throws {
        try store.connection.transaction(.write) {
            for id in ids {
                let row = try emailRow(id)
                try require(.mark, in: row.email.mailboxID, named: row.mailboxName)
                try note(.init(mark), about: row, at: now)
            }
            try store.setMark(mark, emailIDs: ids, by: viewer.name, at: now)
        }
    }

    /// Moves the thread of an email to another mailbox, with its record and the record's other
    /// threads.
    ///
    /// Requires manage access to both mailboxes. Returns the IDs of the moved emails.
    package func move(
        threadOfEmail id: Int64, to mailbox: String, at now: Int64
    ) throws -> [Int64] {
        return try store.connection.transaction(.write) {
            let row = try emailRow(id)
            try require(.move, in: row.email.mailboxID, named: row.mailboxName)
            let target = try mailboxIDs(named: mailbox)[0]
            try require(.move, in: target, named: mailbox)
            guard target != row.email.mailboxID else {
                throw DeskError.isThereAlready(email: id, mailbox: mailbox)
            }
            guard let thread = try store.thread(id: row.email.threadID) else {
                throw StoreError.damaged(what: "email \(id) without its thread")
            }
            try store.move(thread, to: target, at: now)
            let details: JSON = [
                "mailbox": ["old": .string(row.mailboxName), "new": .string(mailbox)]
            ]
            try keep(.moved, of: thread, details: details, at: now)
            try note(.moved, about: row, details: details, at: now)
            return try thread.record?.id.map { try store.emailIDs(of: $0) }
                ?? store.emailIDs(threadID: thread.id)
        }
    }

    /// Merges the case `duplicate` into the case `number`; both must be in the same mailbox.
    ///
    /// Requires manage access. Returns the case that remains.
    package func merge(
        case duplicate: Int64, into number: Int64, at now: Int64
    ) throws -> Store.CaseRow {
        return try store.connection.transaction(.write) {
            let (kept, merged) = (try caseRow(number), try caseRow(duplicate))
            for row in [kept, merged] {
                try require(.merge, in: row.record.mailboxID, named: row.mailboxName)
            }
            guard number != duplicate, kept.record.mailboxID == merged.record.mailboxID else {
                throw DeskError.cannotMerge(duplicate, into: number)
            }
            for row in [kept, merged] {
                let links = try store.links(ofCase: row.record.number)
                if let link = links.first(where: { $0.relation == .mergedInto }) {
                    throw DeskError.isMerged(
                        row.record.number,
                        into: try OtherMailboxes(access, in: store).visible(link.other))
                }
            }
            try store.mergeCase(
                duplicate, into: number, closedStatus: try statuses().closed.first ?? "closed",
                at: now)
            for (one, other) in [(duplicate, number), (number, duplicate)] {
                try store.insert(
                    RecordEvent(
                        .case(one), .moved, by: viewer.name, at: now,
                        details: [
                            one == duplicate ? "merged_into" : "merged": [
                                "new": .string("case \(other)")
                            ]
                        ]))
            }
            let row = try caseRow(number)
            try tell(
                [
                    (
                        row.record.assignedTo ?? row.record.owner,
                        .merged(duplicate, by: viewer.name)
                    )
                ], of: .case(row.record), in: row.record.mailboxID,
                emailIDs: store.emailIDs(of: .case(number)), at: now)
            return row
        }
    }

    /// Throws `DeskError` if the viewer may not see an email or lacks a permission for it.
    package func require(_ permission: Permission, ofEmail id: Int64) throws {
        let row = try emailRow(id)
        try require(permission, in: row.email.mailboxID, named: row.mailboxName)
    }

    /// Moves an email into a new thread, which has no record yet; requires manage access.
    package func split(_ id: Int64, at now: Int64) throws {
        try store.connection.transaction(.write) {
            let row = try emailRow(id)
            try require(.split, in: row.email.mailboxID, named: row.mailboxName)
            guard try store.emailIDs(threadID: row.email.threadID).count > 1,
                let thread = try store.thread(id: row.email.threadID)
            else { throw DeskError.isAlone(email: id) }
            _ = try store.takeOut(emailID: id, ofMailbox: row.email.mailboxID)
            try keep(
                .moved, of: thread, details: ["split_off": ["new": .string("email \(id)")]], at: now
            )
            try note(.split, about: row, at: now)
        }
    }

    private func keep(
        _ kind: RecordEvent.Kind, of thread: MailThread, details: JSON, at now: Int64
    ) throws {
        guard let record = thread.record?.id else { return }
        try store.insert(
            RecordEvent(record, kind, by: viewer.name, at: now, details: details))
    }

    private func note(
        _ event: JournalEntry.Event, about row: Store.EmailRow, details: JSON = [:], at now: Int64
    ) throws {
        var object = details.object ?? JSONObject()
        object["by"] = .string(viewer.name)
        try store.insert(
            JournalEntry(
                emailID: row.email.id, mailboxID: row.email.mailboxID, at: now, event: event,
                details: .object(object)))
    }
}
