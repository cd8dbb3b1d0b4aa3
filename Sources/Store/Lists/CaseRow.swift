// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// A case in a list.
    package struct CaseRow: Equatable, Sendable {
        /// The case.
        package var record: CaseRecord
        /// The name of its mailbox.
        package var mailboxName: String
        /// The customer; nil if the message named nobody.
        package var contact: Person?
    }
}
