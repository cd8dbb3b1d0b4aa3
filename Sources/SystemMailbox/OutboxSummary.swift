// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The number of outbox entries in each state.
package struct OutboxSummary: Equatable, Sendable {
    /// The number of entries in each state; states without entries are left out.
    package var counts: [OutboxEntry.State: Int64]
    /// The time at which the longest waiting entry was due, in microseconds since 1970, UTC; nil if
    /// none waits.
    package var oldestDueAt: Int64?

    /// Creates a summary.
    package init(
        counts: [OutboxEntry.State: Int64], oldestDueAt: Int64? = nil
    ) {
        self.counts = counts
        self.oldestDueAt = oldestDueAt
    }
}
