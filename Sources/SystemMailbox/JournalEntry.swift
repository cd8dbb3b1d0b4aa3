// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// What was decided or done about an email, and why.
package struct JournalEntry: Equatable, Sendable {
    /// The ID in the store; 0 before it is stored.
    package var id: Int64 = 0
    /// The email; nil for a recipient that no mailbox has.
    package var emailID: Int64?
    /// The mailbox; nil where it is about none.
    package var mailboxID: Int64?
    /// When, in microseconds since 1970, UTC.
    package var at: Int64
    /// What happened.
    package var event: Event
    /// The reasons; for a delivery the complete verdict.
    package var details: JSON

    /// The entry `event` with its `details`.
    package init(
        emailID: Int64?, mailboxID: Int64?, at: Int64, event: Event, details: JSON
    ) {
        self.emailID = emailID
        self.mailboxID = mailboxID
        self.at = at
        self.event = event
        self.details = details
    }
}
