// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// What is decided about one message for one mailbox: six separate answers, each with its reason.
///
/// `Decision` builds it once from the parts that its functions return. What rendering the reply adds
/// makes a new verdict (`after(_:)`).
package struct Verdict: Equatable, Sendable {
    /// What the decision is based on.
    package let basis: Basis
    /// The email that was stored at an earlier delivery of the same message; nil when there is none.
    package let duplicateOf: Int64?
    /// Whether the email is stored.
    package let store: Answer
    /// The thread that it belongs to; nil for a new one.
    package let thread: ThreadAnswer?
    /// Tokens, references and numbers that were ignored, a sentence each.
    package let threadNotes: [String]
    /// The closed case that a new one follows; nil when there is none.
    package let follows: Int64?
    /// The senders who become participants of the thread besides its opener, as keys of
    /// ``Participant``.
    package let newParticipants: [String]
    /// Whether a closed case is opened again.
    package let reopen: Answer
    /// What is done about the record.
    package let action: ActionAnswer
    /// The results of the rules in their order, up to the rule that replies.
    package let rules: [RuleAnswer]
    /// Whether there is an automatic reply.
    package let reply: ReplyAnswer
    /// The users who are notified, and those who would be.
    package let notices: [Notice]
    /// The errors that occurred; the email is stored in spite of them.
    package let degraded: [String]

    /// The mailbox.
    package var destination: Destination { basis.destination }
    /// The kind of mail.
    package var kind: EmailKind { basis.kind }

    /// The verdict of these parts.
    init(
        _ basis: Basis, duplicateOf: Int64? = nil, store: Answer, thread: ThreadPart,
        newParticipants: [String] = [], record: RecordPart, reply: ReplyPart, notices: [Notice] = []
    ) {
        self.basis = basis
        self.duplicateOf = duplicateOf
        self.store = store
        self.thread = thread.answer
        threadNotes = thread.notes
        self.newParticipants = newParticipants
        follows = record.follows
        reopen = record.reopen
        action = record.action
        rules = reply.rules
        self.reply = reply.reply
        self.notices = notices
        degraded = reply.degraded
    }

    private init(_ decided: Verdict, thread: ThreadAnswer?, reply: ReplyPart) {
        self.init(
            decided.basis, duplicateOf: decided.duplicateOf, store: decided.store,
            thread: ThreadPart(answer: thread, notes: decided.threadNotes),
            newParticipants: decided.newParticipants,
            record: RecordPart(
                action: decided.action, reopen: decided.reopen, follows: decided.follows),
            reply: reply, notices: decided.notices)
    }

    /// The verdict after the reply was rendered, or could not be.
    func after(_ outcome: Rendering.Outcome) -> Verdict {
        Verdict(
            self, thread: thread,
            reply: ReplyPart(rules: rules, reply: reply, degraded: degraded).after(outcome))
    }

    /// The verdict with the record that its thread has got.
    func with(_ record: RecordReference?) -> Verdict {
        Verdict(
            self, thread: thread?.with(record),
            reply: ReplyPart(rules: rules, reply: reply, degraded: degraded))
    }
}
