// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON

/// The view of the mailboxes that the user may see.
package struct MailboxesView {
    /// The text that replaces an empty list.
    package static let emptyText = "no mailbox is accessible to you"

    /// A row for each mailbox.
    package let table: TableView
    /// An object for each mailbox.
    package let json: [JSON]

    /// Creates the view of these mailboxes.
    package init(_ overviews: [MailboxOverview]) {
        json = overviews.map(\.json)
        var table = TableView([
            .init("Mailbox", upTo: 20), .init("Unread", upTo: 8, isNumber: true),
            .init("Total", upTo: 10, isNumber: true), .init("Level", upTo: 6),
            .init("Action", upTo: 6), .init("Address", upTo: nil),
        ])
        for overview in overviews {
            let mailbox = overview.mailbox
            table.add(
                .mailbox(mailbox.name),
                [
                    .init(mailbox.name, isStrong: overview.count.unread > 0),
                    .init(overview.count.unread), .init(overview.count.total),
                    .init(overview.level.rawValue), .init(mailbox.action.kind.rawValue),
                    .init(
                        mailbox.address,
                        tail: mailbox.isArchived ? "(archived)" : "  " + mailbox.label),
                ])
        }
        self.table = table
    }
}
