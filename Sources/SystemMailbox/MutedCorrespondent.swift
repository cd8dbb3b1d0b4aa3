// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A sender who got as many answers as are allowed and gets none until it is quiet for a day.
package struct MutedCorrespondent: Equatable, Sendable {
    /// Since when, in microseconds since 1970, UTC.
    package var since: Int64
    /// When the last mail came from it, likewise.
    package var lastMailAt: Int64
    /// The thread that its mail goes to meanwhile; nil while none is chosen.
    package var threadID: Int64?

    /// Makes it from its parts.
    package init(
        since: Int64, lastMailAt: Int64, threadID: Int64? = nil
    ) {
        self.since = since
        self.lastMailAt = lastMailAt
        self.threadID = threadID
    }
}
