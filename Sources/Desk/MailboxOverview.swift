// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// A mailbox with what the list of mailboxes shows to a viewer.
package struct MailboxOverview: Equatable, Sendable {
    /// The mailbox.
    package var mailbox: Mailbox
    /// The further addresses.
    package var aliases: [String]
    /// The number of emails.
    package var count: Store.MailCount
    /// The viewer's access level.
    package var level: AccessLevel
}
