// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Limits access to decisions about messages that have not arrived, which `explain` shows.
extension Desk {
    /// Returns whether a mailbox exists for the viewer in such a decision; nil for all mailboxes.
    ///
    /// A verdict shows settings of the mailbox and the case that the message joins. It is therefore
    /// limited to mailboxes that the viewer may read. The store owner sees every verdict.
    package var mailboxesForDecisions: ((Mailbox) -> Bool)? {
        guard !viewer.isOwner else { return nil }
        let access = access
        return { access.permits(.see, in: $0.id) }
    }

    /// Throws `DeskError` if there is no verdict that the viewer may see.
    ///
    /// It never throws for the store owner, who is shown why there is no verdict.
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
