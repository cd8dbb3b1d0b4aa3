// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// A journal entry: a decision or an event that concerns an email, with its reasons.
package struct JournalEntry: Equatable, Sendable {
    /// The ID in the store; 0 before the entry is stored.
    package var id: Int64 = 0
    /// The ID of the email; nil if the entry concerns none.
    package var emailID: Int64?
    /// The ID of the mailbox; nil if the entry concerns none.
    package var mailboxID: Int64?
    /// The time, in microseconds since 1970, UTC.
    package var at: Int64
    /// The event.
    package var event: Event
    /// The reasons; for a delivery the complete verdict.
    package var details: JSON

    /// Creates an entry for an event.
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
