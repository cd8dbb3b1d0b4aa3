// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// An email in a list, with what the viewer's list says about it.
    package struct EmailRow: Equatable, Sendable {
        /// The email.
        package var email: Email
        /// The name of its mailbox.
        package var mailboxName: String
        /// Whether the viewer has read it; what was sent from here counts as read.
        package var isSeen: Bool
        /// The case or lead of its thread; nil when there is none.
        package var record: RecordID?
    }
}
