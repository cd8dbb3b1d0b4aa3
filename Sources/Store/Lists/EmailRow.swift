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
        /// The number of its thread's case; nil when there is none.
        package var caseNumber: Int64?
        /// The number of its thread's lead; nil when there is none.
        package var leadNumber: Int64?
    }
}
