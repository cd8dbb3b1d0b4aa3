// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// A mailbox as a viewer's list shows it.
package struct MailboxOverview: Equatable, Sendable {
    /// The mailbox.
    package var mailbox: Mailbox
    /// Its further addresses.
    package var aliases: [String]
    /// How many emails it has.
    package var count: Store.MailCount
    /// What the viewer may do in it.
    package var level: AccessLevel
}
