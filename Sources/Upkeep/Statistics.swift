// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// How a store stands, in numbers.
package struct Statistics: Sendable {
    /// A number with what it is about.
    package struct Sample: Equatable, Sendable {
        /// The mailbox by name; nil: it is about none.
        package let mailbox: String?
        /// What of it: a result, a state, a reason.
        package let label: String
        /// How many.
        package let count: Int64
    }

    /// Messages by what became of them, since the store was made.
    package private(set) var deliveries: [Sample] = []
    /// Reasons for which answers were not given, likewise.
    package private(set) var vetoes: [Sample] = []
    /// Messages that the mail server took, by kind, likewise.
    package private(set) var sent: [Sample] = []
    /// Attempts that it did not take, by kind, likewise.
    package private(set) var refused: [Sample] = []
    /// What is in the outbox now, by state.
    package private(set) var outbox: [Sample] = []
    /// Emails in the mailboxes now.
    package private(set) var emails: [Sample] = []
    /// For how many seconds what is due the longest has been due; 0: nothing is.
    package let outboxAge: Int64
    /// Messages in the emergency directory: those that wait, and those put aside.
    package let emergency: Int64
    package let emergencyFailed: Int64
    /// The size of the store with its log, in bytes.
    package let storeSize: Int64

    /// Looks at a store; what the journal got is counted first.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - mailboxes: The mailboxes that are shown, by key, with how many emails they have.
    ///   - isWhole: Whether what is about no mailbox is shown, too.
    ///   - now: Microseconds since 1970, UTC.
    /// - Throws: What the store throws.
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
        outbox = try store.outboxCounts().compactMap { sample($0.mailboxID, $0.state, $0.count) }
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
