// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Access to decisions about messages that have not arrived, as `explain` shows them.
extension Desk {
    /// The mailboxes that exist for the viewer when a message is decided about; nil: all of them.
    ///
    /// A verdict shows settings of the mailbox and the case that the message joins, so only those
    /// count that the viewer may read. The store owner sees every verdict.
    package var mailboxesForDecisions: ((Mailbox) -> Bool)? {
        guard !viewer.isOwner else { return nil }
        let access = access
        return { access.permits(.see, in: $0.id) }
    }

    /// Checks that there is a verdict that the viewer may see.
    ///
    /// The store owner needs none, and sees why there is none.
    ///
    /// - Parameters:
    ///   - count: The number of verdicts.
    ///   - mailbox: The mailbox that was asked for by name; nil if the recipients decide.
    /// - Throws: `DeskError.noSuchMailbox` or `DeskError.noMailboxForMessage`.
    package func requireDecision(for count: Int, mailbox: String?) throws(DeskError) {
        guard !viewer.isOwner, count == 0 else { return }
        throw mailbox.map { .noSuchMailbox($0) } ?? .noMailboxForMessage
    }
}
