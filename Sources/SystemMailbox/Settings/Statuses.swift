// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The statuses that a case may have (`[statuses]` in the settings).
package struct Statuses: Equatable, Sendable {
    /// The statuses of open cases; new and reopened cases get the first one.
    package var open = ["open", "in-progress", "waiting"]
    /// The statuses of closed cases.
    package var closed = ["resolved", "closed"]

    /// Creates the default statuses.
    package init() {}

    /// The status of a new case if the mailbox sets none.
    package var first: String { open.first ?? "open" }
}
