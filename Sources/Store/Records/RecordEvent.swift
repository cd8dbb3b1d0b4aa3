// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// What a person did to a case or a lead.
package struct RecordEvent: Equatable, Sendable {
    /// What was done.
    package enum Kind: String, Sendable, CaseIterable {
        /// Fields were set.
        case set
        /// A note was added.
        case note
        /// An email or another record was joined to it or taken from it.
        case moved
        /// An email was answered.
        case replied
        /// An email was passed on.
        case forwarded
    }

    /// The key in the store; 0 before it is stored.
    package var id: Int64 = 0
    /// The case or lead that it is about.
    package var record: RecordID
    /// When, in microseconds since 1970, UTC.
    package var at: Int64
    /// The login name of who did it.
    package var by: String
    /// What was done.
    package var kind: Kind
    /// For fields their old and new values, for a note its `text`, for an answer or a forward its
    /// `email` and whom it went `to`.
    package var details: JSON

    /// What `by` did to a record at `now`.
    package init(
        _ record: RecordID, _ kind: Kind, by: String, at now: Int64, details: JSON
    ) {
        self.record = record
        self.kind = kind
        self.by = by
        at = now
        self.details = details
    }
}
