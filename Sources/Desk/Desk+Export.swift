// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// An email that is to be exported.
    package struct ExportItem: Equatable, Sendable {
        /// The ID.
        package let id: Int64
        /// The size in bytes.
        package let size: Int64

        /// Creates an item.
        package init(id: Int64, size: Int64) {
            self.id = id
            self.size = size
        }
    }

    /// Returns the emails of a mailbox that match a filter, the oldest first.
    ///
    /// Requires manage access.
    package func exportItems(
        mailbox: String, filter: Store.EmailFilter
    ) throws -> [ExportItem] {
        try require(.export, in: mailboxIDs(named: mailbox)[0], named: mailbox)
        var items: [ExportItem] = []
        try forEachEmail(mailbox: mailbox, filter: filter) { row in
            items.append(ExportItem(id: row.email.id, size: row.email.size))
            return true
        }
        return items.reversed()
    }

    /// Returns an email with its bytes for an export; requires manage access.
    package func exported(_ id: Int64) throws -> (row: Store.EmailRow, raw: [UInt8]) {
        let row = try emailRow(id)
        try require(.export, in: row.email.mailboxID, named: row.mailboxName)
        return (row, try raw(id))
    }
}
