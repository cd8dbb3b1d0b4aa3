// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

extension Verdict {
    /// The basis of a decision: the mailbox that the message is for and the kind of mail.
    package struct Basis: Equatable, Sendable {
        /// The mailbox, with the source that named it.
        package let destination: Destination
        /// The kind of mail.
        package let kind: EmailKind
        /// The evidence for the kind; empty for personal mail.
        package let kindEvidence: String

        var mailbox: Mailbox { destination.mailbox }
    }

    /// A yes or no with its reason.
    package struct Choice: Equatable, Sendable {
        /// Whether it is done.
        package let will: Bool
        /// The reason, human-readable.
        package let why: String
    }

    /// The evidence for the thread of a message; the raw value is the word in JSON.
    package enum ThreadEvidence: String, Sendable {
        /// The message is a report about a message of the thread.
        case report
        /// The message has a token that mailclerk signed.
        case token
        /// In-Reply-To names a message of the thread.
        case inReplyTo = "in-reply-to"
        /// References names a message of the thread.
        case references
        /// The subject names the thread's case, and the sender is a participant.
        case caseNumber = "case-number"
        /// The thread has the same message with other bytes, as a mailing list sends it.
        case messageID = "message-id"
        /// The email is stored in the thread.
        case stored
    }

    /// The thread that a message belongs to.
    package struct ThreadMatch: Equatable, Sendable {
        /// The evidence.
        package let by: ThreadEvidence
        /// The thread.
        package let thread: MailThread
        /// Whether the message may reopen the thread's case, get an automatic reply, add
        /// participants and merge threads.
        ///
        /// An unverified message joins the thread without that. If a person wrote it and the case
        /// is closed, it starts a thread instead. True if one of these applies:
        ///
        /// - the thread has no record;
        /// - the author is a participant of the thread, or a user listed in `[users]`;
        /// - the message has a token that was issued to its author for this thread;
        /// - the message is a report about a message that mailclerk sent;
        /// - the message is a copy of an earlier message in the thread.
        ///
        /// If a trusted server reported results that do not authenticate the message, the author is
        /// not accepted as a participant, a user or the owner of a token. For a replayed email the
        /// stored value is used; for a record that a user requests it is true.
        package let isVerified: Bool
        /// Threads that are merged into it, because the message refers to them as well.
        package let merges: [MailThread]
        /// The Message-ID of the message sent by mailclerk that a report is about; nil for other
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

        /// Returns the match with the record that was created for the thread.
        func with(_ record: RecordReference?) -> ThreadMatch {
            var thread = thread
            thread.record = record
            return ThreadMatch(
                by: by, thread: thread, isVerified: isVerified, merges: merges, reported: reported)
        }
    }

    /// The decision about the record.
    package struct ActionChoice: Equatable, Sendable {
        /// Whether a record is created, joined, or neither; the raw value is the word in JSON.
        package enum Will: String, Sendable {
            /// The mailbox's action creates a record, at once or by a program after the commit.
            case create
            /// The email is stored in a thread that has a record or waits for one.
            case append
            /// No record is created or joined.
            case none
        }

        /// The mailbox's kind of action.
        package let kind: Action.Kind
        /// The choice between these.
        package let will: Will
        /// The reason, human-readable.
        package let why: String
    }

    /// The result of one rule.
    package struct RuleResult: Equatable, Sendable {
        /// The rule's name.
        package let name: String
        /// Whether it matched.
        package let matched: Bool
        /// The reason, human-readable.
        package let why: String
    }

    /// A user to notify of the message.
    package struct Notice: Equatable, Sendable {
        /// The user.
        package let user: User
        /// The user's address.
        package let address: Address
        /// Why this user, and why no notification is sent if none is; human-readable.
        package let why: String
        /// Whether a notification is sent.
        package let will: Bool
    }

    /// The part about the thread.
    struct ThreadPart: Equatable {
        /// The thread; nil if the message starts a new thread.
        let thread: ThreadMatch?
        /// Tokens, references and case numbers that were ignored, each a sentence.
        var notes: [String] = []
    }

    /// The part about the record.
    struct RecordPart: Equatable {
        let action: ActionChoice
        let reopen: Choice
        /// Whether the message starts a thread although it refers to the thread of a closed case.
        var startsThread = false
        /// The closed case that a new case follows; nil if there is none.
        var follows: Int64?
    }
}
