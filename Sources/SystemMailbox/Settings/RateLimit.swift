// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// At most so many automatic replies within so much time.
package struct RateLimit: Equatable, Sendable {
    /// How many replies are allowed within the window.
    package var count: Int64
    /// The length of the sliding window in microseconds.
    package var within: Int64

    /// A limit of `count` replies within `within` microseconds.
    package init(count: Int64, within: Int64) {
        self.count = count
        self.within = within
    }
}
