// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Desk {
    /// An email that is to be exported.
    package struct ExportItem: Equatable, Sendable {
        /// Its key.
        package let id: Int64
        /// Its size in bytes.
        package let size: Int64

        /// An email known by its key and size.
        package init(id: Int64, size: Int64) {
            self.id = id
            self.size = size
        }
    }

    /// The emails of a mailbox that a filter lets through, the oldest first.
    ///
    /// Takes the level manage.
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

    /// An email with its bytes, to be taken out of the store; takes the level manage.
    package func exported(_ id: Int64) throws -> (row: Store.EmailRow, raw: [UInt8]) {
        let row = try emailRow(id)
        try require(.export, in: row.email.mailboxID, named: row.mailboxName)
        return (row, try raw(id))
    }
}
