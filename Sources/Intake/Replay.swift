// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

/// Decides again about stored mail, under the current settings.
///
/// Nothing is done twice: the thread of an email gets a record only if it has none, and an email is
/// replied to only if it never was. A repeated replay makes no second record and no second reply.
package struct Replay {
    /// The result for one email.
    package struct Outcome {
        /// The email.
        package let email: Email
        /// The verdict, as far as it was carried out.
        package let verdict: Verdict
        /// Whether something was written: a record, a reply or a journal entry.
        ///
        /// The replay of a degraded email always writes a journal entry.
        package let isChanged: Bool
        /// The outbox ID of the reply; nil if there is none.
        package let outboxID: Int64?
    }

    /// Why an email cannot be replayed.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// No email has this ID.
        case noSuchEmail(Int64)
        /// The email is outgoing.
        case isOutgoing(Int64)
        /// The email's thread already belongs to a record.
        case hasRecord(Int64, record: String)
        /// The email's mailbox is no longer in the settings.
        case isArchived(Int64, mailbox: String)

        /// The reason as a human-readable sentence.
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

    /// Returns what a replay with actions and replies would do with an email; nothing is written.
    ///
    /// - Throws: ``Refusal``; `SQLError` or `StoreError` if the store failed.
    package func preview(_ id: Int64) throws -> Outcome {
        try store.connection.transaction(.read) {
            let context = try context(id, Arrival.Effects(), ignoresUndo: false)
            return Outcome(
                email: context.stored.email, verdict: try context.verdict(store), isChanged: false,
                outboxID: nil)
        }
    }

    /// Carries out the verdict on an email in its own transaction; a reply is due afterwards.
    ///
    /// With `ignoresUndo`, a thread whose record a user undid gets a new record.
    ///
    /// - Throws: ``Refusal``; `SQLError` or `StoreError` if the store failed.
    package func carryOut(
        _ id: Int64, _ effects: Arrival.Effects, ignoresUndo: Bool
    ) throws -> Outcome {
        try store.connection.transaction(.write) {
            let context = try context(id, effects, ignoresUndo: ignoresUndo)
            let decided = try context.verdict(store)
            let commit = Commit(
                store: store, globalSettings: context.globalSettings, sendsAtOnce: false)
            let result = try commit.carryOutAgain(
                decided, context.mail, email: context.stored.email, thread: context.stored.thread,
                by: user)
            return Outcome(
                email: context.stored.email, verdict: result?.verdict ?? decided,
                isChanged: result != nil, outboxID: result?.reply?.id)
        }
    }

    /// An email with everything that its verdict depends on.
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
        _ id: Int64, _ effects: Arrival.Effects, ignoresUndo: Bool
    ) throws -> Context {
        guard let email = try store.email(id: id) else { throw Refusal.noSuchEmail(id) }
        guard email.direction == .in else { throw Refusal.isOutgoing(id) }
        guard let mailbox = try store.mailbox(id: email.mailboxID),
            let thread = try store.thread(id: email.threadID),
            let raw = try store.raw(emailID: id)
        else { throw StoreError.damaged(what: "email \(id) without its mailbox, thread or bytes") }
        guard !mailbox.isArchived else { throw Refusal.isArchived(id, mailbox: mailbox.name) }
        // Replies and records are dated now, not at the time when the message arrived.
        var arrival = Arrival(email, raw: raw, mailbox: mailbox.name, receivedAt: now)
        arrival.effects = effects
        let stored = Decision.StoredMail(
            email: email, thread: thread,
            isOpener: try store.firstEmailID(ofThread: thread.id) == id,
            undoneBy: ignoresUndo ? nil : try store.undoer(ofThread: thread.id),
            replyID: try store.answerID(emailID: id))
        let globalSettings = try store.globalSettings()
        let decision = Decision(store: store, globalSettings: globalSettings)
        return Context(
            globalSettings: globalSettings,
            mail: try decision.attributed(IncomingMail(taking: &arrival), in: mailbox),
            stored: stored,
            destination: Destination(
                mailbox: mailbox, recipient: email.envelopeRecipient, resolvedBy: .replay))
    }
}
