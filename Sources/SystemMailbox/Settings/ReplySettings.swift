// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How automatic replies leave the house (`[replies]` in the settings).
package struct ReplySettings: Equatable, Sendable {
    /// What to do with senders whose authentication no trusted server has judged.
    package enum Unauthenticated: String, Sendable, CaseIterable {
        /// Answer them.
        case answer
        /// Keep the answer in the outbox, held.
        case hold
    }

    /// The sendmail program and its first arguments; `-f SENDER -- RECIPIENT` is added.
    package var sendmail: [String] = ["/usr/sbin/sendmail", "-i"]
    /// Answers to one sender from one mailbox, before the sender is muted.
    package var limit = RateLimit(count: 5, within: 3_600_000_000)
    /// Answers of one mailbox in all; the excess is held.
    package var totalLimit = RateLimit(count: 200, within: 3_600_000_000)
    /// Servers whose Authentication-Results fields count (RFC 8601).
    package var trustedAuthservIDs: [String] = []
    /// Used where no trusted result is found.
    package var unauthenticated = Unauthenticated.answer
    /// Header fields, `Name: value`, by which a trusted filter marks spam.
    package var spam: [String] = []

    /// The defaults of the settings file.
    package init() {}
}
