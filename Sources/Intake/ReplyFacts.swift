// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// What the store and the settings know that an answer depends on, beside the message itself.
struct ReplyFacts: Equatable {
    /// The address that would be answered; nil when the envelope sender is none.
    var recipient: Address?
    /// The message comes from a contact form that the mailbox lists.
    var isForm = false
    /// That address, or the author's, is one of our own mailboxes'.
    var isOwnAddress = false
    /// The message's own Message-ID is one that we signed.
    var isOwnMessage = false
    /// The sender got as many answers as are allowed, or is muted since it did.
    var isCapped = false
    /// The rule that matches answered this sender within its `once-per`.
    var wasAnsweredByRule = false
    /// The message joins a record in which its author has no part.
    var isUnverified = false
    /// A trusted server says that it can't vouch for the sender.
    var isUnauthenticated = false
}
