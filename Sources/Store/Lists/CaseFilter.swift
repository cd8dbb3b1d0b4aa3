// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// Which cases a list shows; what is nil or false does not narrow it.
    package struct CaseFilter: Equatable, Sendable {
        /// Only cases that this user works on.
        package var assignedTo: String?
        /// Only cases that nobody works on.
        package var isUnassigned = false
        /// Only open cases whose last word is the customer's, the longest waiting first.
        package var isWaiting = false
        /// Only cases in this status.
        package var status: String?

        /// Every case.
        package init() {}
    }
}
