// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// A user's request to reply to an email or to forward it.
package struct ComposeRequest: Sendable {
    /// The purpose of a message.
    package enum Purpose: Equatable, Sendable {
        /// A reply to the author, or to all recipients of the email.
        case reply(toAll: Bool)
        /// A forward of the email, in the text or as an attached message.
        case forward(to: [Address], asAttachment: Bool)
    }

    /// The ID of the email.
    package let emailID: Int64
    /// The purpose of a message.
    package let purpose: Purpose
    /// The further recipients in Cc.
    package var cc: [Address] = []
    /// The name of a saved reply that precedes the user's text; nil for none.
    package var saved: String?
    /// Whether a reply quotes the email.
    package var isQuoting = true
    /// Whether the user's text is the complete text, to which nothing is added.
    package var isWhole = false
    /// Whether to send it even if another user has replied meanwhile.
    package var isForced = false

    /// Creates a request without further recipients.
    package init(emailID: Int64, purpose: Purpose) {
        self.emailID = emailID
        self.purpose = purpose
    }

    /// Whether it is a reply; otherwise it is a forward.
    package var isReply: Bool {
        if case .reply = purpose { true } else { false }
    }
}
