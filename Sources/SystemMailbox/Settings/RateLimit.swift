// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A limit for the number of automatic replies in a sliding window of time.
package struct RateLimit: Equatable, Sendable {
    /// The maximum number of replies in the window.
    package var count: Int64
    /// The length of the window in microseconds.
    package var within: Int64

    /// Creates a limit of `count` replies in `within` microseconds.
    package init(count: Int64, within: Int64) {
        self.count = count
        self.within = within
    }
}
