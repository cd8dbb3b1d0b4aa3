// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Replay {
    /// Makes a case or a lead of an email on a person's wish, whatever the mailbox does by itself
    /// and whatever kind of mail it is.
    ///
    /// The fields are those of the mailbox's action where it makes that kind, else the defaults.
    /// Nothing is answered; who is to work on it is told, as the mailbox wants it. Throws ``Refusal``, with `hasRecord` where its thread has a record, and
    /// what the store throws.
    package func convert(_ id: Int64, to kind: Action.Kind) throws -> Outcome {
        try store.connection.transaction(.immediate) {
            var completion = Arrival.Completion()
            completion.replies = false
            let matter = try matter(id, completion, liftsUndone: true)
            if let number = matter.stored.thread.caseNumber {
                throw Refusal.hasRecord(id, record: "case \(number)")
            }
            if let number = matter.stored.thread.leadNumber {
                throw Refusal.hasRecord(id, record: "lead \(number)")
            }
            if let record = matter.stored.thread.programRecord {
                throw Refusal.hasRecord(id, record: "\(record.program) \(record.number)")
            }
            var mailbox = matter.destination.mailbox
            if mailbox.action.kind != kind {
                mailbox.action = Action()
                mailbox.action.kind = kind
            }
            let destination = Destination(
                mailbox: mailbox, recipient: matter.destination.recipient, resolvedBy: "convert")
            let decision = Decision(store: store, site: matter.site)
            var verdict = decision.opening(matter.mail, for: destination)
            verdict.store = .init(will: false, why: "it is kept already")
            verdict.thread = Verdict.ThreadAnswer(
                by: "stored", thread: matter.stored.thread, isVerified: true)
            verdict.action = .init(kind: kind, will: .create, why: "\(user) wished for it")
            try decision.addNotices(matter.mail, except: user, verdict: &verdict)
            let commit = Commit(store: store, site: matter.site, sendsAtOnce: false)
            let result = try commit.carryOutAgain(
                verdict, matter.mail, email: matter.stored.email, thread: matter.stored.thread,
                by: user)
            return Outcome(
                email: matter.stored.email, verdict: result?.verdict ?? verdict,
                isChanged: result != nil, outboxID: nil)
        }
    }
}
