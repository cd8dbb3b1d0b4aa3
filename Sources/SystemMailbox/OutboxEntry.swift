// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A message of ours on its way to sendmail.
package struct OutboxEntry: Equatable, Sendable {
    /// What sort of message it is.
    package enum Kind: String, Sendable, CaseIterable {
        /// The answer of a rule.
        case autoResponse = "auto-response"
        /// The answer of a person.
        case reply
        /// A notice to a user.
        case notice
        /// A program to be run.
        case action
    }

    /// How far it has come.
    package enum State: String, Sendable, CaseIterable {
        /// To be sent at `dueAt`.
        case due
        /// Some process is handing it over.
        case sending
        /// The MTA took it.
        case sent
        /// Kept back until a person decides.
        case held
        /// It was due for too long.
        case expired
        /// It failed for good.
        case failed
    }

    /// The key in the store; 0 before it is stored.
    package var id: Int64 = 0
    /// The email that it answers.
    package var emailID: Int64
    /// The mailbox that it comes from.
    package var mailboxID: Int64
    /// What sort of message it is.
    package var kind: Kind
    /// How far it has come.
    package var state: State
    /// The envelope recipient.
    package var recipient: String
    /// The envelope sender; empty is the null sender.
    package var sender: String
    /// The recipient without extension or VERP part, folded: what the cap counts by.
    package var correspondent: String
    /// The rule that answers; nil when a person does.
    package var rule: String?
    /// The Message-ID of the message without angle brackets.
    package var messageID: String
    /// The message as sendmail gets it.
    package var message: [UInt8]
    /// How often it was handed to sendmail.
    package var attempts: Int64 = 0
    /// When it is to be tried next, in microseconds since 1970, UTC.
    package var dueAt: Int64
    /// Until when the process that is sending it has it for itself, likewise; nil: nobody has.
    package var leaseUntil: Int64?
    /// When it was made, likewise.
    package var createdAt: Int64
    /// Why it was held, or what went wrong at the last attempt.
    package var lastError: String?

    /// A message due now.
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
