// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store
import SystemMailbox

extension Replay {
    /// Creates a case or a lead from an email at a user's request, whatever the mailbox's action
    /// and the kind of mail are.
    ///
    /// If the mailbox's action creates that kind of record, its fields are set as in the action,
    /// otherwise to the defaults. No reply is sent; users are notified as the mailbox's settings
    /// say.
    ///
    /// - Throws: ``Refusal``, with `hasRecord` if the thread already has a record; `SQLError` or
    ///   `StoreError` if the store failed.
    package func convert(_ id: Int64, to kind: Action.Kind) throws -> Outcome {
        try store.connection.transaction(.write) {
            var effects = Arrival.Effects()
            effects.replies = false
            let context = try context(id, effects, ignoresUndo: true)
            if let record = context.stored.thread.record {
                throw Refusal.hasRecord(id, record: record.name)
            }
            var mailbox = context.destination.mailbox
            if mailbox.action.kind != kind {
                mailbox.action = Action()
                mailbox.action.kind = kind
            }
            let destination = Destination(
                mailbox: mailbox, recipient: context.destination.recipient, resolvedBy: .convert)
            let decision = Decision(store: store, globalSettings: context.globalSettings)
            let thread = Verdict.ThreadMatch(
                by: .stored, thread: context.stored.thread, isVerified: true)
            let basis = decision.basis(context.mail, for: destination)
            let record = decision.record(.create, "requested by \(user)", basis)
            let verdict = Verdict(
                basis,
                store: .init(will: false, why: "already stored"),
                thread: .init(thread: thread), record: record, reply: .init(why: ""),
                notices: try decision.notices(
                    context.mail, mailbox, thread: thread, action: record.action, except: user))
            let commit = Commit(
                store: store, globalSettings: context.globalSettings, sendsAtOnce: false)
            let result = try commit.carryOutAgain(
                verdict, context.mail, email: context.stored.email, thread: context.stored.thread,
                by: user)
            return Outcome(
                email: context.stored.email, verdict: result?.verdict ?? verdict,
                isChanged: result != nil, outboxID: nil)
        }
    }
}
