// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The settings for automatic replies (`[replies]`).
package struct ReplySettings: Equatable, Sendable {
    /// The treatment of senders for whom no trusted server has reported an authentication result.
    package enum Unauthenticated: String, Sendable, CaseIterable {
        /// The automatic reply is sent.
        case answer
        /// The automatic reply is held in the outbox.
        case hold
    }

    /// The sendmail program and its first arguments; `-f SENDER -- RECIPIENT` is appended.
    package var sendmail: [String] = ["/usr/sbin/sendmail", "-i"]
    /// The limit for replies from one mailbox to one sender; then the sender is muted for a day.
    package var limit = RateLimit(count: 5, within: 3_600_000_000)
    /// The second limit for replies from one mailbox to one sender, against loops that are too slow
    /// for the first.
    package var dailyLimit = RateLimit(count: 10, within: 24 * 3_600_000_000)
    /// The limit for all replies from one mailbox; further replies are held.
    package var totalLimit = RateLimit(count: 200, within: 3_600_000_000)
    /// The servers whose Authentication-Results fields are used (RFC 8601).
    package var trustedAuthservIDs: [String] = []
    /// The treatment of senders without a trusted authentication result.
    package var unauthenticated = Unauthenticated.answer
    /// The header fields, as `Name: value`, by which a trusted filter marks spam.
    package var spam: [String] = []

    /// Creates the default settings.
    package init() {}
}
