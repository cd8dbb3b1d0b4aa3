// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Desk {
    /// Takes back the case or lead that the thread of an email got.
    ///
    /// The record is gone and its number is never used again; the journal keeps all of it. The mail
    /// stays, in a thread that gets no record by itself any more. What would tell the customer or a
    /// user of the record is not sent, unless it is leaving already. Takes the level manage. Throws
    /// `DeskError`, and `StoreError.tooOld` where the schema is not the current one.
    package func undo(recordOfEmail id: Int64, at now: Int64) throws -> UndoneRecord {
        let row = try emailRow(id)
        try require(.undo, in: row.email.mailboxID, named: row.mailboxName)
        var locked: [Int64] = []
        defer { for id in locked { store.endDecision(outboxID: id) } }
        return try store.connection.transaction(.write) {
            // The email may have come into another thread since, and that to another record.
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
            return undone
        }
    }
    private func undoable(_ record: RecordID) throws -> UndoneRecord.Record {
        switch record.kind {
        case .case: .case(try caseRow(record.number))
        case .lead: .lead(try leadRow(record.number))
        }
    }
}
