// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The counts of a purge while it runs.
struct PurgeTally {
    var outcome = Purge.Outcome()
    /// Whether journal entries that belong to no email were counted.
    var hasRemarks = false
    /// The number of emails that each case and lead would lose.
    private var records: [RecordID: Int] = [:]

    /// Returns whether to erase an old email; counts it if it is kept.
    mutating func shouldErase(_ email: Store.OldEmail, _ statuses: Statuses) -> Bool {
        if email.isWaiting {
            outcome.keptWaiting += 1
            return false
        }
        if let status = email.status, !statuses.closed.contains(status) {
            outcome.keptOpen += 1
            return false
        }
        return true
    }

    /// Counts an old email without erasing it.
    mutating func add(_ email: Store.OldEmail, _ statuses: Statuses) {
        guard shouldErase(email, statuses) else { return }
        outcome.erasure.emails += 1
        outcome.erasure.bytes += email.size
        outcome.erasure.outbox += email.outbox
        outcome.erasure.journal += email.journal
        if let record = email.record { records[record, default: 0] += 1 }
    }

    /// Counts the records that would lose all their mail, and the contacts that would lose all
    /// their records.
    mutating func countRecords(in store: Store) throws {
        var contacts: [Int64: Int64] = [:]
        for (record, count) in records where try store.emailIDs(of: record).count == count {
            outcome.erasure.count(record.kind, 1)
            if let id = try store.record(RecordReference(record))?.contactID {
                contacts[id, default: 0] += 1
            }
        }
        for (id, count) in contacts where try store.recordCount(ofContact: id) == count {
            outcome.erasure.contacts += 1
        }
    }
}
