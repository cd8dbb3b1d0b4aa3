// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An outbox entry: a message for sendmail, or a program that is to be run.
package struct OutboxEntry: Equatable, Sendable {
    /// The kind of entry.
    package enum Kind: String, Sendable, CaseIterable {
        /// An automatic reply by a rule. Functions of the store call it an answer.
        case autoResponse = "auto-response"
        /// A reply or forward that a user wrote.
        case reply
        /// A notification to a user.
        case notice
        /// A program that is to be run.
        case action
    }

    /// The state of an entry.
    package enum State: String, Sendable, CaseIterable {
        /// It is to be sent at `dueAt`.
        case due
        /// A process is sending it or running its program.
        case sending
        /// The mail server accepted it, or the program succeeded.
        case sent
        /// It is not sent until the store owner retries it. A reply that waits for the record of a
        /// program is also held, until the program has created the record.
        case held
        /// It was due for too long; it is not sent unless the store owner retries it.
        case expired
        /// It failed in its last attempt, or a user cancelled it; it is not sent unless the store
        /// owner retries it. A reply whose program created no record is also failed; it is sent if
        /// the program creates the record later.
        case failed
    }

    /// The ID in the store; 0 before the entry is stored.
    package var id: Int64 = 0
    /// The ID of the email that it replies to or is about.
    package var emailID: Int64
    /// The ID of the mailbox from which it is sent.
    package var mailboxID: Int64
    /// The kind of the entry.
    package var kind: Kind
    /// The state of the entry.
    package var state: State
    /// The envelope recipient; for kind `action`, the name of the program.
    package var recipient: String
    /// The envelope sender; empty for the null sender and for kind `action`.
    package var sender: String
    /// The folded recipient without extension or VERP part, by which the limits count; empty for
    /// kind `action`.
    package var correspondent: String
    /// The name of the rule that replies; for kind `action`, the name of the program; nil for other
    /// kinds.
    package var rule: String?
    /// The Message-ID of the message, without angle brackets; for kind `action`, the idempotency key
    /// that the program gets.
    package var messageID: String
    /// The message as sendmail reads it; empty for kind `action`, and while a reply waits for the
    /// record of a program.
    package var message: [UInt8]
    /// The number of attempts, the current one included.
    package var attempts: Int64 = 0
    /// The time of the next attempt, in microseconds since 1970, UTC.
    package var dueAt: Int64
    /// One minute after the attempt began, in microseconds since 1970, UTC; nil if no attempt is
    /// running.
    ///
    /// This is only written. A claim relies on the state and on the lock of the entry; the value is
    /// kept for a store on a database server, whose hosts share no lock files.
    package var leaseUntil: Int64?
    /// The time at which it was created, in microseconds since 1970, UTC.
    package var createdAt: Int64
    /// The reason why it was held or cancelled, or the error of the last attempt; nil if there is
    /// none.
    package var lastError: String?

    /// Creates an entry that is due at `now`.
    package init(
        emailID: Int64, mailboxID: Int64, kind: Kind, recipient: String, sender: String,
        correspondent: String, rule: String?, messageID: String, message: [UInt8], at now: Int64
    ) {
        self.emailID = emailID
        self.mailboxID = mailboxID
        self.kind = kind
        self.state = .due
        self.recipient = recipient
        self.sender = sender
        self.correspondent = correspondent
        self.rule = rule
        self.messageID = messageID
        self.message = message
        self.dueAt = now
        self.createdAt = now
    }
}
