// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// The number of emails in a mailbox.
    package struct MailCount: Equatable, Sendable {
        /// The number of all emails.
        package var total: Int64
        /// The number of incoming emails that the viewer has not read.
        package var unread: Int64

        /// A count with both numbers.
        package init(total: Int64, unread: Int64) {
            self.total = total
            self.unread = unread
        }
    }
}
