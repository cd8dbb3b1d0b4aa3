// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An email as lists show it; its bytes are read separately.
package struct Email: Equatable, Sendable {
    /// The direction of a message.
    package enum Direction: String, Sendable, CaseIterable {
        /// The mailbox received it.
        case `in`
        /// The mailbox sent it.
        case out
    }

    /// The ID in the store; 0 before the email is stored.
    package var id: Int64 = 0
    /// The ID of the mailbox that it belongs to.
    package var mailboxID: Int64
    /// The ID of the thread that it belongs to; 0 before one is chosen.
    package var threadID: Int64 = 0
    /// The direction.
    package var direction = Direction.in
    /// The kind of mail.
    package var kind = EmailKind.personal
    /// The time of delivery, in microseconds since 1970, UTC.
    package var receivedAt: Int64
    /// The time in its Date field, in microseconds since 1970, UTC; nil if the field is missing or
    /// unreadable.
    package var sentAt: Int64?
    /// The author; nil if the message has none.
    package var from: Person?
    /// The recipients in To.
    package var to: [Person] = []
    /// The recipients in Cc.
    package var cc: [Person] = []
    /// The decoded subject; empty if there is none.
    package var subject = ""
    /// The beginning of the text, on one line.
    package var snippet = ""
    /// The number of attachments.
    package var attachmentCount: Int64 = 0
    /// The size in bytes.
    package var size: Int64 = 0
    /// Whether the email may act in its thread; true if it started the thread.
    ///
    /// `Verdict.ThreadMatch` in Intake has the rule.
    package var isVerified = true
    /// The Message-ID without angle brackets; nil if it has none.
    package var messageID: String?
    /// The ``MessageKey`` by which duplicates and references are found.
    package var messageKey: Int64 = 0
    /// The SHA-256 of the message without its trace fields; empty for an email sent from this
    /// store.
    package var digest: [UInt8] = []
    /// The envelope sender (RFC 5321): empty for the null sender, nil if unknown.
    package var envelopeSender: String?
    /// The envelope recipient; nil if there is none or if an outgoing email has several.
    package var envelopeRecipient: String?

    /// Creates an incoming email for a mailbox, delivered at `receivedAt`.
    package init(mailboxID: Int64, receivedAt: Int64) {
        self.mailboxID = mailboxID
        self.receivedAt = receivedAt
    }
}
