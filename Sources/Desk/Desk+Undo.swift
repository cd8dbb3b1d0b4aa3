// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Desk {
    /// Undoes the creation of the case or lead of an email's thread; requires manage access.
    ///
    /// The record is removed and its number is not used again; the journal keeps all of its data.
    /// The mail stays in its thread, which no longer gets a record automatically. Replies and
    /// notifications about the record are cancelled, unless they are already being sent.
    package func undo(recordOfEmail id: Int64, at now: Int64) throws -> UndoneRecord {
        let row = try emailRow(id)
        try require(.undo, in: row.email.mailboxID, named: row.mailboxName)
        var locked: [Int64] = []
        defer { for id in locked { store.endDecision(outboxID: id) } }
        return try store.connection.transaction(.write) {
            // Meanwhile the email may have moved to another thread, or the thread to another
            // record.
            let email = try emailRow(id).email
            guard let recordID = try store.thread(id: email.threadID)?.record?.id else {
                throw DeskError.noRecord(email: id)
            }
            let record = try undoable(recordID)
            let history = try store.events(of: recordID)
            let emailIDs = try store.emailIDs(of: recordID)
            let threads = try store.remove(recordID)
            for thread in threads {
                try store.markUndone(threadID: thread, by: viewer.name, at: now)
            }
            var leaving: [Int64] = []
            for message in try store.waitingMessages(threadIDs: threads) {
                guard try store.beginDecision(outboxID: message) else {
                    leaving.append(message)
                    continue
                }
                locked.append(message)
                try store.giveUp(
                    outboxID: message,
                    reason: "cancelled by \(viewer.name), who undid its record")
            }
            let undone = UndoneRecord(
                record: record, history: history, emailIDs: emailIDs, cancelled: locked,
                leaving: leaving)
            var details = undone.json.object ?? JSONObject()
            details["by"] = .string(viewer.name)
            try store.insert(
                JournalEntry(
                    emailID: id, mailboxID: email.mailboxID, at: now, event: .undone,
                    details: .object(details)))
            let others = try OtherMailboxes(access, in: store)
            return UndoneRecord(
                record: record, history: try history.map { try others.hidden(in: $0) },
                emailIDs: emailIDs, cancelled: locked, leaving: leaving)
        }
    }

    /// Returns the record as its mailbox knows it, because the readers of the mailbox see the
    /// journal.
    private func undoable(_ record: RecordID) throws -> UndoneRecord.Record {
        switch record.kind {
        case .case:
            let row = try caseRow(record.number)
            let names = ContactNames(store, in: [row.record.mailboxID])
            return .case(try shown(row, names))
        case .lead:
            let row = try leadRow(record.number)
            let names = ContactNames(store, in: [row.lead.mailboxID])
            return .lead(try shown(row, names))
        }
    }
}
