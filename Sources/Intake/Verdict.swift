// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// What is decided about one message for one mailbox: six separate answers, each with its reason.
package struct Verdict: Equatable, Sendable {
    /// Yes or no, and why.
    package struct Answer: Equatable, Sendable {
        /// Whether it will be done.
        package var will: Bool
        /// Why, for people.
        package var why: String
    }

    /// What shows the thread that a message belongs to; the raw value is the word in JSON.
    package enum ThreadEvidence: String, Sendable {
        /// It reports about a message of the thread.
        case report
        /// A token that mailclerk signed.
        case token
        /// In-Reply-To names a message of the thread.
        case inReplyTo = "in-reply-to"
        /// References names a message of the thread.
        case references
        /// The subject names the thread's case, and the sender is a participant.
        case caseNumber = "case-number"
        /// The thread has the same message with other content.
        case messageID = "message-id"
        /// The sender is muted, and all of its mail goes into the thread.
        case muted
        /// The email is stored in the thread.
        case stored
        /// A reply in the outbox waits for the thread's record.
        case outbox
    }

    /// The thread that a message belongs to.
    package struct ThreadAnswer: Equatable, Sendable {
        /// What shows it.
        package var by: ThreadEvidence
        /// The thread.
        package var thread: MailThread
        /// Whether the sender is a participant of it.
        package var isVerified: Bool
        /// Threads that become part of it, since the message belongs to them, too.
        package var merges: [MailThread] = []
        /// The Message-ID of a message of ours that a report is about; nil for everything else.
        package var reported: String?
    }

    /// What becomes of the record.
    package struct ActionAnswer: Equatable, Sendable {
        /// What is done about a record.
        package enum Will: String, Sendable {
            case create, append, none
        }

        /// The mailbox's kind of action.
        package var kind: Action.Kind
        /// What is done.
        package var will: Will
        /// Why, for people.
        package var why: String
    }

    /// What one rule said.
    package struct RuleAnswer: Equatable, Sendable {
        /// The rule's name.
        package var name: String
        /// Whether it matched.
        package var matched: Bool
        /// Why, for people.
        package var why: String
    }

    /// What becomes of the automatic answer.
    package struct ReplyAnswer: Equatable, Sendable {
        /// Whether an answer is rendered and put into the outbox.
        package var will = false
        /// The address that it goes to; nil when there is none to answer.
        package var to: Address?
        /// The rule that answers; nil when none matched.
        package var rule: AutoResponseRule?
        /// The language of the answer; nil before it is rendered.
        package var language: String?
        /// Names in its template that came out empty; none before it is rendered.
        package var missingNames: [String] = []
        /// All rules that forbid an automatic reply.
        package var vetoes: [Veto] = []
        /// Why it is rendered but held back; nil when it is not.
        package var heldBecause: String?
        /// It is held back since the mailbox has given as many answers as it may.
        package var isOverTotalLimit = false
        /// With this answer the sender has got as many as are allowed.
        package var mutesSender = false
        /// Why there is an answer or none, for people.
        package var why = ""
    }

    /// A user who is told of the message.
    package struct Notice: Equatable, Sendable {
        /// The user.
        package var user: User
        /// The user's address.
        package var address: Address
        /// Why that user, for people.
        package var why: String
        /// Whether a notice is sent; `why` says why not.
        package var will = true
    }

    /// The mailbox.
    package var destination: Destination
    /// The sort of mail.
    package var kind: EmailKind
    /// What showed the sort; empty for personal mail.
    package var kindEvidence: String
    /// The email that was stored at an earlier delivery of the same message; nil: none.
    package var duplicateOf: Int64?
    /// Whether the email is stored.
    package var store: Answer
    /// The thread it belongs to; nil: a new one.
    package var thread: ThreadAnswer?
    /// What might have shown a thread and did not count, a sentence each.
    package var threadNotes: [String] = []
    /// The closed case that a new one follows; nil when there is none.
    package var follows: Int64?
    /// Who takes part in the thread from now on besides its opener, as keys of participants.
    package var newParticipants: [String] = []
    /// Whether a closed record is opened again.
    package var reopen: Answer
    /// What becomes of the record.
    package var action: ActionAnswer
    /// What the rules said, in their order, up to the one that answers.
    package var rules: [RuleAnswer] = []
    /// What becomes of the automatic answer.
    package var reply = ReplyAnswer()
    /// Which users are told of it.
    package var notices: [Notice] = []
    /// What went wrong on the way; the email is stored in spite of it.
    package var degraded: [String] = []
}
