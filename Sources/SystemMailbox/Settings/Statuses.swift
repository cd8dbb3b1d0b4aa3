// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The statuses that a case may have (`[statuses]` in the settings).
package struct Statuses: Equatable, Sendable {
    /// Statuses of work still to do; the first is what a new or reopened case gets.
    package var open = ["open", "in-progress", "waiting"]
    /// Statuses of work that is done.
    package var closed = ["resolved", "closed"]

    /// The defaults of the settings file.
    package init() {}

    /// The status of a new case where the mailbox names none.
    package var first: String { open.first ?? "open" }
}
