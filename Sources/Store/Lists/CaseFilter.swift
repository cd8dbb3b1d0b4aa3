// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// The filter of a list of cases; nil or false does not restrict the list.
    package struct CaseFilter: Equatable, Sendable {
        /// Only cases that are assigned to this user.
        package var assignedTo: String?
        /// Only cases that are assigned to nobody.
        package var isUnassigned = false
        /// Only open cases in which the customer wrote last, the longest waiting first.
        package var isWaiting = false
        /// Only cases with this status.
        package var status: String?

        /// Selects every case.
        package init() {}
    }
}
