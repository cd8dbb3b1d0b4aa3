// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// How many emails a mailbox has.
    package struct MailCount: Equatable, Sendable {
        /// All of them.
        package var total: Int64
        /// Those that came in and that the viewer has not read.
        package var unread: Int64

        /// So many emails, of which so many are unread.
        package init(total: Int64, unread: Int64) {
            self.total = total
            self.unread = unread
        }
    }
}
