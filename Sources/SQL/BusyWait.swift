// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The time that a connection waits for a lock of another connection.
///
/// The connection tries again every millisecond. With 8 writers the longest wait was 0.1 s in a
/// measurement; with SQLite's own handler, which sleeps longer after each attempt, it was 1 s.
package struct BusyWait: Equatable, Sendable {
    /// The longest wait for one lock, in microseconds; 0 does not wait.
    package var microseconds: Int64

    /// Creates a wait of at most `microseconds`, by default 60 seconds.
    package init(microseconds: Int64 = 60_000_000) {
        self.microseconds = microseconds
    }

    /// No wait.
    package static let none = BusyWait(microseconds: 0)
}
