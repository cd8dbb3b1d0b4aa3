// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// An email in a list, as one viewer sees it.
    package struct EmailRow: Equatable, Sendable {
        /// The email.
        package var email: Email
        /// The name of its mailbox.
        package var mailboxName: String
        /// Whether the viewer has read the email; always true for outgoing mail.
        package var isSeen: Bool
        /// The case or lead of its thread; nil if there is none.
        package var record: RecordID?
    }
}
