// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Platform
import Store
import SystemMailbox

/// Stores batches of messages in a mailbox, and creates records and replies if `effects` includes
/// them.
package struct MailImport {
    private let store: Store
    private let mailbox: Mailbox
    private let user: String
    private let effects: Arrival.Effects
    private let clock: Clock

    /// Creates an import into a mailbox on behalf of a user.
    ///
    /// - Throws: `DeskError.noSuchMailbox`, or an error of the store.
    package init(
        store: Store, into name: String, by user: String,
        effects: Arrival.Effects, clock: Clock
    ) throws {
        guard let mailbox = try store.mailbox(named: name) else {
            throw DeskError.noSuchMailbox(name)
        }
        self.mailbox = mailbox
        self.store = store
        self.user = user
        self.effects = effects
        self.clock = clock
    }

    /// Stores a batch in one transaction and returns its counts.
    ///
    /// - Throws: An error of the store.
    package func store(_ batch: [Import.Message]) throws -> ImportTally {
        var tally = ImportTally()
        let now = clock.now()
        let intake = try Import(store: store, into: mailbox, by: user)
        let outcomes = try intake.keep(batch, at: now)
        for outcome in outcomes {
            if outcome.isDuplicate { tally.duplicates += 1 } else { tally.stored += 1 }
            if !outcome.isDuplicate, outcome.direction == .out { tally.outgoing += 1 }
        }
        if effects.acts || effects.replies { try act(on: outcomes, at: now, &tally) }
        store.settle()
        return tally
    }

    /// Creates the records and replies for the emails of a batch.
    ///
    /// Duplicates are included, because an earlier import may have ended after it stored them. A
    /// thread gets no second record, and an email gets no second reply.
    private func act(
        on outcomes: [Import.Outcome], at now: Int64, _ tally: inout ImportTally
    ) throws {
        let replay = Replay(store: store, now: now, by: user)
        for outcome in outcomes where outcome.direction == .in {
            let done = try replay.carryOut(outcome.emailID, effects, ignoresUndo: false)
            guard done.isChanged else { continue }
            if done.verdict.action.will == .create { tally.records += 1 }
            if done.outboxID != nil { tally.replies += 1 }
        }
    }
}
