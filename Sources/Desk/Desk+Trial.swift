// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// Returns the incoming emails of a mailbox, for a trial of settings.
    ///
    /// Only the store owner may have the mail of a mailbox delivered to another one, since the
    /// verdict shows the settings of that mailbox.
    ///
    /// - Parameters:
    ///   - name: The mailbox that holds the emails.
    ///   - other: The mailbox to which they are delivered; nil for the same mailbox.
    /// - Returns: The IDs and arrival times, oldest first.
    /// - Throws: `DeskError.noSuchMailbox` if a mailbox does not exist or the viewer may not see
    ///   it; `StoreError` or `SQLError` if the store fails.
    package func emailsForTrial(
        in name: String, deliveredTo other: String?
    ) throws -> [(id: Int64, receivedAt: Int64)] {
        let id = try mailboxIDs(named: name)[0]
        guard viewer.isOwner || other == nil || other == name else {
            throw DeskError.noSuchMailbox(other ?? name)
        }
        return try store.incomingEmails(mailboxID: id)
    }
}
