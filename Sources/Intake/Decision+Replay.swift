// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Decision {
    /// What the store knows of an email that is decided about again.
    struct StoredMail {
        let email: Email
        let thread: MailThread
        /// Whether the email is the first of its thread.
        let isOpener: Bool
        /// Who took the thread's record back; nil when nobody did, or it is wished for again.
        let undoneBy: String?
        /// The key of the answer that it got; nil when it got none.
        let answerID: Int64?
    }

    /// The verdict on an email that is stored: its thread gets a record only if it has none, and
    /// it is answered only if it never was.
    func decideAgain(
        _ mail: IncomingMail, _ stored: StoredMail, for destination: Destination
    ) throws -> Verdict {
        var verdict = opening(mail, for: destination)
        verdict.store = .init(
            will: false, why: "it is kept already, as email \(stored.email.id)")
        let thread = Verdict.ThreadAnswer(
            by: .stored, thread: stored.thread, isVerified: stored.email.isVerified)
        if !mail.effects.acts {
            verdict.action.why = "a replay without --act changes no record"
        } else if let record = stored.thread.record {
            verdict.action.will = .append
            verdict.action.why = "its thread belongs to \(record.name)"
            if record.id != nil { verdict.action.why += " already" }
        } else if let program = try awaitedProgram(
            stored.thread, kind: destination.mailbox.action.kind)
        {
            verdict.action.will = .append
            verdict.action.why = "its thread waits for the record of \(program)"
        } else if let user = stored.undoneBy {
            verdict.action.why = Self.undone(by: user)
        } else {
            try decideRecord(mail, mailbox: destination.mailbox, verdict: &verdict)
            if verdict.action.will == .create { verdict.action.why = "its thread has no record" }
        }
        verdict.reopen = .init(will: false, why: "a replay changes no status")
        // Rules know the first message of a thread by its being in none.
        verdict.thread = stored.isOpener ? nil : thread
        if !mail.effects.replies {
            verdict.reply.why = "a replay without --reply answers nothing"
        } else if let id = stored.answerID {
            verdict.reply.why = "it was answered already: message \(id) of the outbox"
        } else {
            try decideReply(
                mail, correspondent: correspondent(mail, mailbox: destination.mailbox),
                verdict: &verdict)
        }
        verdict.thread = thread
        if verdict.action.will == .create { try decideNotices(mail, verdict: &verdict) }
        return verdict
    }

    /// The words for a thread whose record was taken back.
    static func undone(by user: String) -> String { "its record was undone by \(user)" }
}
