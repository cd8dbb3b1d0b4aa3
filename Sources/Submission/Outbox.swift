// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox

/// Sends what is due: takes an entry, hands it to sendmail, notes what came of it; entries of kind
/// `action` are run instead.
///
/// At least once, and always the same bytes with the same Message-ID: sendmail cannot promise more.
package struct Outbox {
    /// How long a reply may be due before it is of no use any more, in microseconds.
    package static let expiry: Int64 = 86_400_000_000
    /// How often an entry is tried: the last time some 16 hours after the first.
    package static let mostAttempts: Int64 = 20
    /// How long the sender of an entry has it for itself where no lock tells whether it lives, in
    /// microseconds.
    package static let lease: Int64 = 60_000_000

    private let store: Store
    private let sendmail: Sendmail
    private let programs: any JobRunner
    private let clock: Clock

    /// The outbox of a store.
    package init(
        store: Store, sendmail: Sendmail, programs: any JobRunner, clock: Clock
    ) {
        self.store = store
        self.sendmail = sendmail
        self.programs = programs
        self.clock = clock
    }

    /// Sends an entry that the caller holds a lease of; returns what came of it.
    ///
    /// Throws only where the store fails; the message may be on its way then.
    @discardableResult
    package func send(
        _ entry: OutboxEntry, timeLimit: Int64? = nil
    ) throws -> Sendmail.Outcome {
        guard entry.kind != .action else { return try programs.run(entry, timeLimit: timeLimit) }
        let timeLimit = timeLimit ?? Sendmail.timeLimit
        let outcome = sendmail.send(entry, timeLimit: timeLimit)
        try note(outcome, of: entry)
        return outcome
    }

    /// Notes what came of an attempt: in the outbox, in the journal of the answered email, and for a
    /// reply that was taken as an outgoing email.
    private func note(_ outcome: Sendmail.Outcome, of entry: OutboxEntry) throws {
        let now = clock.now()
        switch outcome {
        case .accepted(let said):
            var details = details(of: entry)
            if !said.isEmpty { details["said"] = .string(said) }
            try store.markSent(entry, journal(.sent, details, of: entry, at: now)) {
                try SentEmail.copy(of: entry, in: store, at: now)
            }
        case .failed(let reason):
            let next =
                entry.attempts < Self.mostAttempts
                ? now + Self.pause(afterAttempts: entry.attempts) : nil
            var details = details(of: entry)
            details["reason"] = .string(reason)
            details["next_attempt_at"] = JSON(optional: next.map { Timestamp.rfc3339($0) })
            try store.markFailed(
                entry, error: reason, nextAttemptAt: next,
                journal(.sendFailed, details, of: entry, at: now))
        }
    }

    private func details(of entry: OutboxEntry) -> JSONObject {
        JSONObject([
            ("outbox", .integer(entry.id)), ("kind", .string(entry.kind.rawValue)),
            ("to", .string(entry.recipient)), ("message_id", .string(entry.messageID)),
            ("attempts", .integer(entry.attempts)),
        ])
    }

    private func journal(
        _ event: JournalEntry.Event, _ details: JSONObject, of entry: OutboxEntry, at now: Int64
    ) -> JournalEntry {
        JournalEntry(
            emailID: entry.emailID, mailboxID: entry.mailboxID, at: now, event: event,
            details: .object(details))
    }

    /// Sends the entry that is due the longest of those that are asked for; nil when none is.
    package func sendNext(
        timeLimit: Int64? = nil, only choice: Store.OutboxChoice = .all
    ) throws -> (entry: OutboxEntry, outcome: Sendmail.Outcome)? {
        let now = clock.now()
        guard
            let entry = try store.claimOutboxEntry(
                now: now, leaseUntil: now + Self.lease, expiry: Self.expiry, only: choice)
        else { return nil }
        return (entry, try send(entry, timeLimit: timeLimit))
    }

    /// The pause before the next attempt: 1, 5, 15, 60 minutes, then hourly.
    package static func pause(afterAttempts attempts: Int64) -> Int64 {
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
