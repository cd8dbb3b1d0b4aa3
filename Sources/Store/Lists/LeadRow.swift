// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// A lead in a list.
    package struct LeadRow: Equatable, Sendable {
        /// The lead.
        package var lead: Lead
        /// The name of its mailbox.
        package var mailboxName: String
        /// The contact; nil if the message named nobody.
        package var contact: Person?
    }
}
