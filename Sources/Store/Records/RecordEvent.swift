// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// A user's action on a case or a lead.
package struct RecordEvent: Equatable, Sendable {
    /// The kind of action.
    package enum Kind: String, Sendable, CaseIterable {
        /// Fields were set.
        case set
        /// A note was added.
        case note
        /// An email or another record was added to the record or removed from it.
        case moved
        /// A reply to an email was written.
        case replied
        /// An email was forwarded.
        case forwarded
    }

    /// The ID of the event; 0 before it is stored.
    package var id: Int64 = 0
    /// The case or lead that it is about.
    package var record: RecordID
    /// The time, in microseconds since 1970, UTC.
    package var at: Int64
    /// The login name of the user.
    package var by: String
    /// The kind of action.
    package var kind: Kind
    /// For fields their old and new values, for a note its `text`, for a reply or a forward its
    /// `email` and the recipients in `to`.
    package var details: JSON

    /// An action of `by` on a record at `now`.
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
