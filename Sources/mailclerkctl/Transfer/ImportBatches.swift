// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Platform
import Store
import SystemMailbox

/// Stores messages in batches, each in one transaction: what is stored stays, however an import ends.
final class ImportBatches {
    private static let mostMessages = 128
    private static let mostBytes = 8 * 1_048_576

    private let session: Session
    private let command: ImportCommand
    /// Nil for root, for whom children become the store's owner, so that it can still read files.
    private let target: (store: Store, mailbox: Mailbox)?
    private var waiting: [Import.Message] = []
    private var waitingBytes = 0
    /// The moment of the last message that came, and how many came right before it with the same one.
    private var last: (moment: Int64, before: Int64) = (.min, 0)
    /// What was done so far.
    var tally = ImportTally()

    init(_ command: ImportCommand, _ session: Session) throws {
        self.command = command
        self.session = session
        guard !session.changesUser || command.source == "-" else {
            target = nil
            // Of a mailbox that is not there nothing should be read first.
            try runChild(input: [])
            return
        }
        let store = try session.openStore()
        guard let mailbox = try store.mailbox(named: command.mailbox) else {
            throw DeskError.noSuchMailbox(command.mailbox)
        }
        target = (store, mailbox)
    }

    /// Takes one message more.
    func add(_ message: Import.Message) throws {
        waiting.append(inOrder(message))
        waitingBytes += message.raw.count
        if waiting.count >= Self.mostMessages || waitingBytes >= Self.mostBytes { try flush() }
    }

    /// Lets messages of one second keep the order in which they come.
    ///
    /// Each is a microsecond after the one before. A moment that is more exact than a second stays as it is.
    private func inOrder(_ message: Import.Message) -> Import.Message {
        let second: Int64 = 1_000_000
        let isSame = message.receivedAt == last.moment && last.before < second - 1
        last = (message.receivedAt, isSame ? last.before + 1 : 0)
        guard isSame, message.receivedAt % second == 0 else { return message }
        var message = message
        message.receivedAt += last.before
        return message
    }

    /// Stores what waits.
    func flush() throws {
        guard !waiting.isEmpty else { return }
        let batch = waiting
        waiting = []
        waitingBytes = 0
        guard let target else {
            return try runChild(input: batch.flatMap { TransferLine($0).bytes })
        }
        let now = session.clock.now()
        let user = session.caller.viewer.name
        let intake = try Import(
            store: target.store, storePath: session.storePath, into: target.mailbox, by: user)
        let outcomes = try intake.keep(batch, at: now)
        for outcome in outcomes {
            if outcome.isDuplicate { tally.duplicates += 1 } else { tally.stored += 1 }
            if !outcome.isDuplicate, outcome.direction == .out { tally.outgoing += 1 }
        }
        if command.act || command.reply { try act(on: outcomes, target.store, now: now, by: user) }
        target.store.connection.checkpointIfLarge()
    }

    /// Decides about what was stored, and about what was there, as an import before may have ended
    /// between the two; a thread gets no second record, an email no second answer.
    private func act(
        on outcomes: [Import.Outcome], _ store: Store, now: Int64, by user: String
    ) throws {
        var effects = Arrival.Effects()
        effects.acts = command.act
        effects.replies = command.reply
        let replay = Replay(store: store, now: now, by: user)
        for outcome in outcomes where outcome.direction == .in {
            let done = try replay.carryOut(outcome.emailID, effects, liftsUndone: false)
            guard done.isChanged else { continue }
            if done.verdict.action.will == .create { tally.records += 1 }
            if done.outboxID != nil { tally.replies += 1 }
        }
    }

    private func runChild(input: [UInt8]) throws {
        let printed = try OwnProgram.output(
            of: ["import", command.mailbox, "-", "--json"] + (command.act ? ["--act"] : [])
                + (command.reply ? ["--reply"] : [])
                + (command.global.asUser.map { ["--as=\($0)"] } ?? []),
            input: input, storePath: session.storePath)
        guard tally.add(printed: printed) else {
            throw CommandProblem(.temporary, "the part that writes the store said nothing")
        }
    }
}
