// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import SystemMailbox

/// Sends what is due: takes an entry, hands it to sendmail, notes what came of it.
///
/// At least once, and always the same bytes with the same Message-ID: sendmail cannot promise more.
package struct Outbox {
    /// How long a reply may be due before it is of no use any more, in microseconds.
    package static let expiry: Int64 = 86_400_000_000
    /// How long the sender of an entry has it for itself where no lock tells whether it lives, in
    /// microseconds.
    package static let lease: Int64 = 60_000_000

    private let store: Store
    private let sendmail: Sendmail
    private let clock: Clock

    /// The outbox of a store.
    package init(store: Store, sendmail: Sendmail, clock: Clock) {
        self.store = store
        self.sendmail = sendmail
        self.clock = clock
    }

    /// Sends an entry that the caller holds a lease of; returns what came of it.
    ///
    /// Throws only where the store fails; the message may be on its way then.
    @discardableResult
    package func send(
        _ entry: OutboxEntry, timeLimit: Int64 = Sendmail.timeLimit
    ) throws -> Sendmail.Outcome {
        let outcome = sendmail.send(entry, timeLimit: timeLimit)
        switch outcome {
        case .accepted: try store.markSent(outboxID: entry.id, at: clock.now())
        case .failed(let reason):
            try store.markFailed(
                outboxID: entry.id, error: reason,
                nextAttemptAt: clock.now() + Self.pause(afterAttempts: entry.attempts))
        }
        return outcome
    }

    /// Sends the entry that is due the longest; nil when none is.
    package func sendNext(
        timeLimit: Int64 = Sendmail.timeLimit
    ) throws -> (entry: OutboxEntry, outcome: Sendmail.Outcome)? {
        let now = clock.now()
        guard
            let entry = try store.claimOutboxEntry(
                now: now, leaseUntil: now + Self.lease, expiry: Self.expiry)
        else { return nil }
        return (entry, try send(entry, timeLimit: timeLimit))
    }

    /// The pause before the next attempt: 1, 5, 15, 60 minutes, then hourly.
    static func pause(afterAttempts attempts: Int64) -> Int64 {
        let minutes: Int64 =
            switch attempts {
            case ...1: 1
            case 2: 5
            case 3: 15
            default: 60
            }
        return minutes * 60_000_000
    }
}
