// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox

/// Sends due outbox entries: claims an entry, passes it to sendmail and stores the outcome.
///
/// For an entry of kind `action` a program is run instead.
///
/// An entry is sent at least once, always with the same bytes and Message-ID. Sending exactly once
/// is not possible with sendmail.
package struct Outbox {
    /// The outcome of an attempt to send a message or to run a program.
    package enum Outcome: Equatable, Sendable {
        /// The mail server accepted the message, or the program created its record; the text is the
        /// output of sendmail, which is usually empty.
        case accepted(String)
        /// The mail server did not accept the message, or the program created no record; the text
        /// is the reason.
        case failed(String)
    }

    /// The age, in microseconds, after which a message expires, because it is no longer of use.
    package static let expiry: Int64 = 86_400_000_000
    /// The maximum number of attempts; the last is about 16 hours after the first.
    package static let mostAttempts: Int64 = 20
    /// The time from the start of an attempt to the stored `leaseUntil`, in microseconds.
    ///
    /// No query reads `leaseUntil`: a lock shows whether the sending process is alive.
    package static let lease: Int64 = 60_000_000

    private let store: Store
    private let sendmail: Sendmail
    private let programs: any ProgramRunning
    private let clock: Clock

    /// Creates the outbox of a store.
    package init(
        store: Store, sendmail: Sendmail, programs: any ProgramRunning, clock: Clock
    ) {
        self.store = store
        self.sendmail = sendmail
        self.programs = programs
        self.clock = clock
    }

    /// Sends an entry that the caller has claimed, and returns the outcome.
    ///
    /// Throws only if the store fails; the message may have been sent before that.
    @discardableResult
    package func send(
        _ entry: OutboxEntry, timeLimit: Int64? = nil
    ) throws -> Outcome {
        guard entry.kind != .action else { return try programs.run(entry, timeLimit: timeLimit) }
        let timeLimit = timeLimit ?? Sendmail.timeLimit
        let outcome = sendmail.send(entry, timeLimit: timeLimit)
        try note(outcome, of: entry)
        return outcome
    }

    /// Stores the outcome of an attempt in the outbox and in the journal of the email; an accepted
    /// automatic reply is also stored as an outgoing email.
    private func note(_ outcome: Outcome, of entry: OutboxEntry) throws {
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

    /// Sends the selected entry that has been due for the longest time; returns nil if none is due.
    package func sendNext(
        timeLimit: Int64? = nil, only choice: Store.OutboxChoice = .all
    ) throws -> (entry: OutboxEntry, outcome: Outcome)? {
        let now = clock.now()
        guard
            let entry = try store.claimOutboxEntry(
                now: now, leaseUntil: now + Self.lease, expiry: Self.expiry, only: choice)
        else { return nil }
        return (entry, try send(entry, timeLimit: timeLimit))
    }

    /// Returns the pause before the next attempt in microseconds: 1, 5, 15, 60 minutes, then one
    /// hour.
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
