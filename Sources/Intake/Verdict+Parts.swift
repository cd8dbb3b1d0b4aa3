// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

extension Verdict {
    /// What a decision is based on: the mailbox that the message is for and the kind of mail.
    package struct Basis: Equatable, Sendable {
        /// The mailbox.
        package let destination: Destination
        /// The kind of mail.
        package let kind: EmailKind
        /// What shows the kind; empty for personal mail.
        package let kindEvidence: String

        var mailbox: Mailbox { destination.mailbox }
    }

    /// Yes or no, and why.
    package struct Answer: Equatable, Sendable {
        /// Whether it is done.
        package let will: Bool
        /// Why, for users.
        package let why: String
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
    }

    /// The thread that a message belongs to.
    package struct ThreadAnswer: Equatable, Sendable {
        /// What shows it.
        package let by: ThreadEvidence
        /// The thread.
        package let thread: MailThread
        /// Whether the sender is a participant of it.
        package let isVerified: Bool
        /// Threads that are merged into it, because the message belongs to them, too.
        package let merges: [MailThread]
        /// The Message-ID of the message sent by mailclerk that a report is about; nil for all other
        /// mail.
        package let reported: String?

        init(
            by: ThreadEvidence, thread: MailThread, isVerified: Bool, merges: [MailThread] = [],
            reported: String? = nil
        ) {
            self.by = by
            self.thread = thread
            self.isVerified = isVerified
            self.merges = merges
            self.reported = reported
        }

        /// The same with the record that the thread has got.
        func with(_ record: RecordReference?) -> ThreadAnswer {
            var thread = thread
            thread.record = record
            return ThreadAnswer(
                by: by, thread: thread, isVerified: isVerified, merges: merges, reported: reported)
        }
    }

    /// What is done about the record.
    package struct ActionAnswer: Equatable, Sendable {
        /// What is done.
        package enum Will: String, Sendable {
            case create, append, none
        }

        /// The mailbox's kind of action.
        package let kind: Action.Kind
        /// What is done.
        package let will: Will
        /// Why, for users.
        package let why: String
    }

    /// The result of one rule.
    package struct RuleAnswer: Equatable, Sendable {
        /// The rule's name.
        package let name: String
        /// Whether it matched.
        package let matched: Bool
        /// Why, for users.
        package let why: String
    }

    /// A user who is notified of the message.
    package struct Notice: Equatable, Sendable {
        /// The user.
        package let user: User
        /// The user's address.
        package let address: Address
        /// Why that user, for users; and why not, where no notification is sent.
        package let why: String
        /// Whether a notification is sent.
        package let will: Bool
    }

    /// The part about the thread.
    struct ThreadPart: Equatable {
        /// The thread; nil for a new one.
        let answer: ThreadAnswer?
        /// Tokens, references and numbers that were ignored, a sentence each.
        var notes: [String] = []
    }

    /// The part about the record.
    struct RecordPart: Equatable {
        let action: ActionAnswer
        let reopen: Answer
        /// The closed case that a new one follows, in a new thread; nil when there is none.
        var follows: Int64?
    }
}
