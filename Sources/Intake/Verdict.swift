// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// The decision about one message for one mailbox: store, thread, reopen, act, reply, notify, each
/// with its reason.
///
/// `Decision` builds it once, from the parts that its functions return. Rendering the reply creates
/// a new verdict (`after(_:)`).
package struct Verdict: Equatable, Sendable {
    /// The basis of the decision: the mailbox and the kind of mail.
    package let basis: Basis
    /// The email stored by an earlier delivery of the same message; nil if there is none.
    package let duplicateOf: Int64?
    /// Whether the email is stored.
    package let store: Choice
    /// The thread that the message belongs to; nil if it starts a new thread.
    package let thread: ThreadMatch?
    /// Tokens, references and case numbers that were ignored, each a sentence.
    package let threadNotes: [String]
    /// The closed case that a new case follows; nil if there is none.
    package let follows: Int64?
    /// The keys of participants that the message adds to the thread (see ``Participant``).
    package let newParticipants: [String]
    /// Whether a closed case is reopened.
    package let reopen: Choice
    /// The decision about the record.
    package let action: ActionChoice
    /// The results of the rules in their order, up to the rule that matched.
    package let rules: [RuleResult]
    /// The decision about the automatic reply.
    package let reply: ReplyChoice
    /// The users to notify, and those who are not notified for a given reason.
    package let notices: [Notice]
    /// Errors in rules or templates; the email is stored in spite of them.
    package let degraded: [String]

    /// The mailbox.
    package var destination: Destination { basis.destination }
    /// The kind of mail.
    package var kind: EmailKind { basis.kind }

    /// Joins the parts of a verdict.
    init(
        _ basis: Basis, duplicateOf: Int64? = nil, store: Choice, thread: ThreadPart,
        newParticipants: [String] = [], record: RecordPart, reply: ReplyPart, notices: [Notice] = []
    ) {
        self.basis = basis
        self.duplicateOf = duplicateOf
        self.store = store
        self.thread = thread.thread
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

    private init(_ decided: Verdict, thread: ThreadMatch?, reply: ReplyPart) {
        self.init(
            decided.basis, duplicateOf: decided.duplicateOf, store: decided.store,
            thread: ThreadPart(thread: thread, notes: decided.threadNotes),
            newParticipants: decided.newParticipants,
            record: RecordPart(
                action: decided.action, reopen: decided.reopen, follows: decided.follows),
            reply: reply, notices: decided.notices)
    }

    /// Returns the verdict after the reply was rendered, or could not be.
    func after(_ outcome: Rendering.Outcome) -> Verdict {
        Verdict(
            self, thread: thread,
            reply: ReplyPart(rules: rules, reply: reply, degraded: degraded).after(outcome))
    }

    /// Returns the verdict with the record that was created for its thread.
    func with(_ record: RecordReference?) -> Verdict {
        Verdict(
            self, thread: thread?.with(record),
            reply: ReplyPart(rules: rules, reply: reply, degraded: degraded))
    }
}
