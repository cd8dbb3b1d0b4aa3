// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How long a connection waits for a lock that another one holds.
///
/// It looks again every millisecond. With 8 writers the longest wait measured so was 0.1 s, where
/// SQLite's own handler, which sleeps ever longer, came to 1 s.
package struct BusyWait: Equatable, Sendable {
    /// Longest wait for one lock, in microseconds; 0 gives up at once.
    package var microseconds: Int64

    /// Waits up to a limit, 60 seconds unless told.
    package init(microseconds: Int64 = 60_000_000) {
        self.microseconds = microseconds
    }

    /// Gives up at once.
    package static let none = BusyWait(microseconds: 0)
}
