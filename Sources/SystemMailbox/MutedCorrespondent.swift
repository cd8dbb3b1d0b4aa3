// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A muted sender, who received the maximum number of automatic replies.
///
/// The sender receives no automatic reply before a day has passed without mail from it.
package struct MutedCorrespondent: Equatable, Sendable {
    /// The time at which the mute began, in microseconds since 1970, UTC.
    package var since: Int64
    /// The time of the sender's last mail, in microseconds since 1970, UTC.
    package var lastMailAt: Int64
    /// The ID of the thread that collects the sender's mail during the mute; nil before one is
    /// chosen.
    package var threadID: Int64?

    /// Creates a muted sender.
    package init(
        since: Int64, lastMailAt: Int64, threadID: Int64? = nil
    ) {
        self.since = since
        self.lastMailAt = lastMailAt
        self.threadID = threadID
    }
}
