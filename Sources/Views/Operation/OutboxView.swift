// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store

/// The view of the entries of the outbox.
package struct OutboxView {
    /// The text that replaces an empty list.
    package static let emptyText = "the outbox is empty"

    private let dates: ShortDate
    /// The rows.
    package private(set) var table = TableView([
        .init("ID", upTo: 10, isNumber: true), .init("State", upTo: 8),
        .init("Created", upTo: 11), .init("Mailbox", upTo: 12),
        .init("Email", upTo: 8, isNumber: true), .init("Tries", upTo: 5, isNumber: true),
        .init("To", upTo: nil),
    ])

    /// Creates an empty list; `now` decides the form of dates.
    package init(now: Int64) { dates = ShortDate(now: now) }

    /// Adds an entry.
    package mutating func add(_ row: Store.OutboxRow) {
        table.add(
            .email(row.emailID),
            [
                .init(row.id), .init(row.state.rawValue), .init(dates.text(row.createdAt)),
                .init(row.mailboxName), .init(row.emailID), .init(row.attempts),
                .init(row.recipient, tail: row.lastError ?? ""),
            ])
    }
}
