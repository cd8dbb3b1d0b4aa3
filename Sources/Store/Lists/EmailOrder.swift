// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// By what a list of emails is ordered.
    package enum EmailOrder: String, Sendable, CaseIterable {
        /// The newest first.
        case date
        /// By subject, and those with the same one the newest first.
        case subject
        /// By the author's name or address, likewise.
        case from
    }
}
