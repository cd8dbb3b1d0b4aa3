// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How the outbox stands.
package struct OutboxSummary: Equatable, Sendable {
    /// How many entries are in each state; states with none are left out.
    package var counts: [OutboxEntry.State: Int64]
    /// When the longest waiting entry was due, in microseconds since 1970; nil when none waits.
    package var oldestDueAt: Int64?

    /// Makes it from its parts.
    package init(
        counts: [OutboxEntry.State: Int64], oldestDueAt: Int64? = nil
    ) {
        self.counts = counts
        self.oldestDueAt = oldestDueAt
    }
}
