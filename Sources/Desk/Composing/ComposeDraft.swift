// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// The draft of a message: its recipients, its subject and the initial text.
package struct ComposeDraft: Equatable, Sendable {
    /// The recipients in To.
    package let to: [Person]
    /// The recipients in Cc.
    package let cc: [Person]
    /// The addresses that a reply to all leaves out, because they are not participants of the
    /// thread.
    package let leftOut: [Person]
    /// The subject.
    package let subject: String
    /// The initial text: a saved reply, the quote and the signature.
    package let text: String
}

/// A user's message that was added to the outbox.
package struct SentMessage: Sendable {
    /// The ID of the outgoing email.
    package let emailID: Int64
    /// The draft, with the recipients and the subject.
    package let draft: ComposeDraft
    /// The Message-ID without angle brackets.
    package let messageID: String
    /// The outbox entries, one for each recipient, which this process has claimed for sending.
    package let entries: [OutboxEntry]
}
