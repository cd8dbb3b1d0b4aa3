// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The facts from the store and the settings that the vetoes depend on, besides the message itself.
struct ReplyFacts: Equatable {
    /// The address that would be replied to; nil if there is none.
    var recipient: Address?
    /// Whether the message comes from a contact form that the mailbox lists.
    var isForm = false
    /// Whether the recipient, or the author, belongs to a mailbox of this store.
    var isOwnAddress = false
    /// Whether the message was sent by mailclerk, which its signed Message-ID shows.
    var isOwnMessage = false
    /// Whether the sender received as many replies as `limit` allows, or is still muted.
    var isCapped = false
    /// Whether the sender received as many replies as `daily-limit` allows.
    var isCappedForDay = false
    /// Whether the matching rule replied to this sender within its `once-per`.
    var wasRepliedToByRule = false
    /// Whether the message joins a record of which its author is not a participant.
    var isUnverified = false
    /// Whether a trusted server reported results that do not authenticate the message.
    var hasFailedAuthentication = false
}
