// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Decision {
    /// What the store has about an email that is decided again.
    struct StoredMail {
        let email: Email
        let thread: MailThread
        /// Whether the email is the first of its thread.
        let isOpener: Bool
        /// The user who undid the thread's record; nil if nobody did, or if the record is requested
        /// again.
        let undoneBy: String?
        /// The outbox ID of the reply that the email received; nil if it received none.
        let replyID: Int64?
    }

    /// Returns the verdict on a stored email: its thread gets a record only if it has none, and the
    /// email is replied to only if it never was.
    func decideAgain(
        _ mail: IncomingMail, _ stored: StoredMail, for destination: Destination
    ) throws -> Verdict {
        let basis = basis(mail, for: destination)
        let thread = Verdict.ThreadMatch(
            by: .stored, thread: stored.thread, isVerified: stored.email.isVerified)
        let action = try decideRecordAgain(mail, stored, basis)
        return Verdict(
            basis,
            store: .init(will: false, why: "already stored as email \(stored.email.id)"),
            thread: .init(thread: thread),
            record: .init(
                action: action, reopen: .init(will: false, why: "a replay changes no status")),
            // For rules, the first message of a thread is a message without a thread.
            reply: try decideReplyAgain(
                mail, stored, basis, thread: stored.isOpener ? nil : thread),
            notices: action.will == .create
                ? try decideNotices(mail, basis, thread: thread, action: action) : [])
    }

    private func decideRecordAgain(
        _ mail: IncomingMail, _ stored: StoredMail, _ basis: Verdict.Basis
    ) throws -> Verdict.ActionChoice {
        func action(_ will: Verdict.ActionChoice.Will, _ why: String) -> Verdict.ActionChoice {
            .init(kind: basis.mailbox.action.kind, will: will, why: why)
        }
        guard mail.effects.acts else {
            return action(.none, "a replay without --act creates no record")
        }
        if let record = stored.thread.record {
            let words = "its thread belongs to \(record.name)"
            return action(.append, record.id == nil ? words : words + " already")
        }
        if let program = try awaitedProgram(stored.thread, kind: basis.mailbox.action.kind) {
            return action(.append, "its thread waits for the record of \(program)")
        }
        if let user = stored.undoneBy { return action(.none, Self.undone(by: user)) }
        let decided = try decideRecord(mail, basis, thread: nil).action
        return decided.will == .create ? action(.create, "its thread has no record") : decided
    }

    private func decideReplyAgain(
        _ mail: IncomingMail, _ stored: StoredMail, _ basis: Verdict.Basis,
        thread: Verdict.ThreadMatch?
    ) throws -> Verdict.ReplyPart {
        guard mail.effects.replies else {
            return .init(why: "a replay without --reply sends no reply")
        }
        if let id = stored.replyID {
            return .init(why: "already replied to: outbox entry \(id)")
        }
        return try decideReply(mail, basis, thread: thread)
    }

    /// Returns the reason for a thread whose record was undone.
    static func undone(by user: String) -> String { "its record was undone by \(user)" }
}
