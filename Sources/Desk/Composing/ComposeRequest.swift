// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// What a person wants to send about an email.
package struct ComposeRequest: Sendable {
    /// What it is.
    package enum Purpose: Equatable, Sendable {
        /// An answer to its author, or to everybody who takes part.
        case reply(toAll: Bool)
        /// The email passed on, in the text or as a message of its own.
        case forward(to: [Address], asAttachment: Bool)
    }

    /// The email's key.
    package let emailID: Int64
    /// What it is.
    package let purpose: Purpose
    /// Who gets a copy besides.
    package var cc: [Address] = []
    /// The name of a saved reply that stands before the words; nil for none.
    package var saved: String?
    /// Whether an answer quotes what it answers.
    package var isQuoting = true
    /// Whether the words are the whole text: nothing is added to them.
    package var isWhole = false
    /// Whether it is sent though somebody else has answered meanwhile.
    package var isForced = false

    /// A message about an email, to those that its purpose names.
    package init(emailID: Int64, purpose: Purpose) {
        self.emailID = emailID
        self.purpose = purpose
    }

    /// Whether it answers; else it passes on.
    package var isReply: Bool {
        if case .reply = purpose { true } else { false }
    }
}
