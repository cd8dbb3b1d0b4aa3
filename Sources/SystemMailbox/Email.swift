// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An email as lists show it; its bytes are fetched apart.
package struct Email: Equatable, Sendable {
    /// Which way a message went.
    package enum Direction: String, Sendable, CaseIterable {
        /// It came to the mailbox.
        case `in`
        /// It was sent from the mailbox.
        case out
    }

    /// The key in the store; 0 before it is stored.
    package var id: Int64 = 0
    /// The mailbox it belongs to.
    package var mailboxID: Int64
    /// The thread it belongs to.
    package var threadID: Int64 = 0
    /// Which way it went.
    package var direction = Direction.in
    /// What sort of mail it is.
    package var kind = EmailKind.personal
    /// When it was delivered, in microseconds since 1970, UTC.
    package var receivedAt: Int64
    /// What its Date field says, likewise; nil when that is absent or unreadable.
    package var sentAt: Int64?
    /// The author; nil when the message names none.
    package var from: Person?
    /// The addresses of To.
    package var to: [Person] = []
    /// The addresses of Cc.
    package var cc: [Person] = []
    /// The decoded subject; empty when there is none.
    package var subject = ""
    /// The beginning of the text, on one line.
    package var snippet = ""
    /// How many attachments it has.
    package var attachmentCount: Int64 = 0
    /// Its size in bytes.
    package var size: Int64 = 0
    /// Whether its sender is a participant of the thread that it refers to.
    package var isVerified = true
    /// The Message-ID without angle brackets; nil when it has none.
    package var messageID: String?
    /// The key by which it is found as a duplicate or a reference.
    package var messageKey: Int64 = 0
    /// SHA-256 of the message without its trace fields; empty for what was sent
    /// from this store.
    package var digest: [UInt8] = []
    /// The envelope sender (RFC 5321): empty is the null sender, nil an unknown one.
    package var envelopeSender: String?
    /// The envelope recipient; nil when there was none.
    package var envelopeRecipient: String?

    /// An incoming email for `mailboxID` that was delivered at `receivedAt`.
    package init(mailboxID: Int64, receivedAt: Int64) {
        self.mailboxID = mailboxID
        self.receivedAt = receivedAt
    }
}
