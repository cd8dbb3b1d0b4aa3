// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Desk {
    /// Makes outbox entries due now, whatever their state; all of them or none.
    ///
    /// Returns the changed entries. Throws `DeskError` if an entry was already sent, is being sent,
    /// or needs a program's record that does not exist.
    package func retry(outboxIDs: [Int64], at now: Int64) throws -> [Store.OutboxRow] {
        try decide(outboxIDs, event: .outboxRetry, at: now) { row in
            guard row.state != .sent else { throw DeskError.alreadySent(row.id) }
            guard try !store.isUnmade(outboxID: row.id) else {
                throw DeskError.needsRecord(row.id)
            }
            try store.makeDue(outboxID: row.id, at: now)
        }
    }

    /// Cancels outbox entries, which are then not sent unless they are retried; all of them or
    /// none.
    ///
    /// Returns the changed entries. Throws `DeskError` if an entry was already sent, is being sent,
    /// has expired or has failed.
    package func cancel(outboxIDs: [Int64], at now: Int64) throws -> [Store.OutboxRow] {
        try decide(outboxIDs, event: .outboxCancel, at: now) { row in
            switch row.state {
            case .due, .held, .sending:
                try store.giveUp(outboxID: row.id, reason: "cancelled by \(viewer.name)")
            case .sent: throw DeskError.alreadySent(row.id)
            case .expired, .failed: throw DeskError.notWaiting(row.id, state: row.state.rawValue)
            }
        }
    }

    private func decide(
        _ ids: [Int64], event: JournalEntry.Event, at now: Int64,
        _ change: (Store.OutboxRow) throws -> Void
    ) throws -> [Store.OutboxRow] {
        guard viewer.isOwner else { throw DeskError.ownerOnly }
        // Each entry is changed once, in the given order.
        let ids = ids.enumerated().filter { !ids[..<$0.offset].contains($0.element) }.map(\.element)
        defer { for id in ids { store.endDecision(outboxID: id) } }
        return try store.connection.transaction(.write) {
            for id in ids {
                guard let row = try store.outboxRow(id: id) else {
                    throw DeskError.noSuchMessage(id)
                }
                guard try store.beginDecision(outboxID: id) else {
                    throw DeskError.isBeingSent(id)
                }
                try change(row)
                try store.insert(
                    JournalEntry(
                        emailID: row.emailID,
                        mailboxID: try store.email(id: row.emailID)?.mailboxID, at: now,
                        event: event,
                        details: [
                            "outbox": .integer(id), "kind": .string(row.kind.rawValue),
                            "to": .string(row.recipient), "was": .string(row.state.rawValue),
                            "last_error": JSON(optional: row.lastError),
                            "by": .string(viewer.name),
                        ]))
            }
            return try ids.compactMap { try store.outboxRow(id: $0) }
        }
    }
}
