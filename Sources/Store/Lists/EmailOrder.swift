// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// The order of a list of emails.
    package enum EmailOrder: String, Sendable, CaseIterable {
        /// The newest first.
        case date
        /// By subject; for equal subjects the newest first.
        case subject
        /// By the author's name or address; for equal authors the newest first.
        case from
    }
}
