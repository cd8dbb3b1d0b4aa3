// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// The counts of a store: messages since its creation, and its present contents.
package struct Statistics: Sendable {
    /// A count of one mailbox.
    package struct Sample: Equatable, Sendable {
        /// The name of the mailbox; nil if the count belongs to no mailbox.
        package let mailbox: String?
        /// The result, state, reason or kind that is counted.
        package let label: String
        /// The count.
        package let count: Int64
    }

    /// The deliveries by result, since the store was created.
    package private(set) var deliveries: [Sample] = []
    /// The vetoes by reason, since the store was created.
    package private(set) var vetoes: [Sample] = []
    /// The messages that sendmail accepted, by kind, since the store was created.
    package private(set) var sent: [Sample] = []
    /// The attempts that sendmail refused, by kind, since the store was created.
    package private(set) var refused: [Sample] = []
    /// The present outbox entries, by state.
    package private(set) var outbox: [Sample] = []
    /// The present emails of the mailboxes.
    package private(set) var emails: [Sample] = []
    /// The time in seconds since the oldest due outbox entry became due; 0 if no entry is due.
    package let outboxAge: Int64
    /// The number of messages in the emergency directory that wait for delivery.
    package let emergency: Int64
    /// The number of messages in the emergency directory that were put aside after an error.
    package let emergencyFailed: Int64
    /// The size of the store and its write-ahead log, in bytes.
    package let storeSize: Int64

    /// Reads the counts of a store, after new journal entries are counted.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - mailboxes: The mailboxes to include, by key, each with the number of its emails.
    ///   - isWhole: Whether to include counts that belong to no mailbox.
    ///   - now: The time, in microseconds since 1970, UTC.
    /// - Throws: `SQLError`, `StoreError` or `SystemError`.
    package init(
        _ store: Store, mailboxes: [Int64: (name: String, emails: Int64)], isWhole: Bool, now: Int64
    ) throws {
        try store.countJournal()
        func sample(_ mailboxID: Int64?, _ label: String, _ count: Int64) -> Sample? {
            guard let mailboxID else {
                return isWhole ? Sample(mailbox: nil, label: label, count: count) : nil
            }
            return mailboxes[mailboxID].map {
                Sample(mailbox: $0.name, label: label, count: count)
            }
        }
        for total in try store.totals() {
            guard let sample = sample(total.mailboxID, total.label, total.count) else { continue }
            switch total.kind {
            case .deliveries: deliveries.append(sample)
            case .vetoes: vetoes.append(sample)
            case .sent: sent.append(sample)
            case .refused: refused.append(sample)
            }
        }
        outbox = try store.outboxCounts().compactMap {
            sample($0.mailboxID, $0.state.rawValue, $0.count)
        }
        emails = mailboxes.values.sorted { $0.name < $1.name }.map {
            Sample(mailbox: $0.name, label: "", count: $0.emails)
        }
        let oldest = try store.outboxSummary(now: now).oldestDueAt
        outboxAge = oldest.map { max(0, (now - $0) / 1_000_000) } ?? 0
        let directory = EmergencyDirectory(of: store.location)
        emergency = Int64(try directory.waiting().count)
        emergencyFailed = Int64(try directory.putAside().count)
        let path = store.location.filePath
        storeSize = try (path.map { [$0, $0 + "-wal"] } ?? []).reduce(0) { size, file in
            try size + (FileSystem.status(file)?.size ?? 0)
        }
    }
}
