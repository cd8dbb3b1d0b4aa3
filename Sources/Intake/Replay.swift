// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

/// Decides again about mail that is stored, under the settings in force.
///
/// Nothing is stored twice: the thread of an email gets a record only if it has none, an email is
/// answered only if it never was. Doing the same replay again does nothing more.
package struct Replay {
    /// What becomes of one email.
    package struct Outcome {
        /// The email.
        package let email: Email
        /// What is decided, and done where it was to be done.
        package let verdict: Verdict
        /// Whether something was written: a record, an answer, or that all is well now.
        package let isChanged: Bool
        /// The key of the answer that was put into the outbox; nil when there is none.
        package let outboxID: Int64?
    }

    /// Why an email cannot be decided about again.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// There is no such email.
        case noSuchEmail(Int64)
        /// The email was sent from here.
        case isOutgoing(Int64)
        /// Its thread belongs to a record.
        case hasRecord(Int64, record: String)
        /// Its mailbox left the settings.
        case isArchived(Int64, mailbox: String)

        /// A sentence for people.
        package var description: String {
            switch self {
            case .noSuchEmail(let id): "no such email: \(id)"
            case .isOutgoing(let id): "cannot replay email \(id): it is outgoing"
            case .hasRecord(let id, let record): "email \(id) already belongs to \(record)"
            case .isArchived(let id, let mailbox):
                "mailbox \"\(mailbox)\" of email \(id) is no longer in the settings"
            }
        }
    }

    let store: Store
    let now: Int64
    let user: String

    /// Replays at `now`, in microseconds since 1970, UTC, on behalf of a user.
    package init(store: Store, now: Int64, by user: String) {
        self.store = store
        self.now = now
        self.user = user
    }

    /// What a replay that acts and replies would do about an email; nothing is written.
    ///
    /// Throws ``Refusal`` and what the store throws.
    package func foresee(_ id: Int64) throws -> Outcome {
        try store.connection.transaction(.read) {
            let context = try context(id, Arrival.Effects(), liftsUndone: false)
            return Outcome(
                email: context.stored.email, verdict: try context.verdict(store), isChanged: false,
                outboxID: nil)
        }
    }

    /// Does what is to be done about an email, in a transaction of its own; an answer is due then.
    ///
    /// With `liftsUndone` a thread whose record was taken back gets a new one all the same. Throws
    /// ``Refusal`` and what the store throws.
    package func carryOut(
        _ id: Int64, _ effects: Arrival.Effects, liftsUndone: Bool
    ) throws -> Outcome {
        try store.connection.transaction(.write) {
            let context = try context(id, effects, liftsUndone: liftsUndone)
            let decided = try context.verdict(store)
            let commit = Commit(
                store: store, globalSettings: context.globalSettings, sendsAtOnce: false)
            let result = try commit.carryOutAgain(
                decided, context.mail, email: context.stored.email, thread: context.stored.thread,
                by: user)
            return Outcome(
                email: context.stored.email, verdict: result?.verdict ?? decided,
                isChanged: result != nil, outboxID: result?.answer?.id)
        }
    }

    /// An email with all that its verdict depends on.
    struct Context {
        let globalSettings: GlobalSettings
        let mail: IncomingMail
        let stored: Decision.StoredMail
        let destination: Destination

        func verdict(_ store: Store) throws -> Verdict {
            try Decision(store: store, globalSettings: globalSettings).decideAgain(
                mail, stored, for: destination)
        }
    }

    func context(
        _ id: Int64, _ effects: Arrival.Effects, liftsUndone: Bool
    ) throws -> Context {
        guard let email = try store.email(id: id) else { throw Refusal.noSuchEmail(id) }
        guard email.direction == .in else { throw Refusal.isOutgoing(id) }
        guard let mailbox = try store.mailbox(id: email.mailboxID),
            let thread = try store.thread(id: email.threadID),
            let raw = try store.raw(emailID: id)
        else { throw StoreError.damaged(what: "email \(id) without its mailbox, thread or bytes") }
        guard !mailbox.isArchived else { throw Refusal.isArchived(id, mailbox: mailbox.name) }
        // Answers and records are made now, whenever the message came.
        var arrival = Arrival(email, raw: raw, mailbox: mailbox.name, receivedAt: now)
        arrival.effects = effects
        let stored = Decision.StoredMail(
            email: email, thread: thread,
            isOpener: try store.firstEmailID(ofThread: thread.id) == id,
            undoneBy: liftsUndone ? nil : try store.undoer(ofThread: thread.id),
            answerID: try store.answerID(emailID: id))
        return Context(
            globalSettings: try store.globalSettings(), mail: IncomingMail(taking: &arrival),
            stored: stored,
            destination: Destination(
                mailbox: mailbox, recipient: email.envelopeRecipient, resolvedBy: .replay))
    }
}
