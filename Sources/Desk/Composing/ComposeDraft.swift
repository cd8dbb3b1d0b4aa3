// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What a person's message will be before the person has written it.
package struct ComposeDraft: Equatable, Sendable {
    /// Whom it goes to.
    package let to: [Person]
    /// Who gets a copy.
    package let cc: [Person]
    /// Whom an answer to all leaves out, since they take no part in the thread.
    package let leftOut: [Person]
    /// The subject.
    package let subject: String
    /// The text to begin with: a saved reply, the quote, the signature.
    package let text: String
}

/// A person's message that is on its way.
package struct SentMessage: Sendable {
    /// The key of the outgoing email.
    package let emailID: Int64
    /// Whom it goes to, and the rest of what was known before.
    package let draft: ComposeDraft
    /// The Message-ID without angle brackets.
    package let messageID: String
    /// The messages of the outbox, one for each recipient, taken for sending by this process.
    package let entries: [OutboxEntry]
}
