// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The view of a list of emails.
package struct EmailListView {
    private let dates: ShortDate
    /// The rows.
    package private(set) var table = TableView([
        .init("ID", upTo: 12, isNumber: true), .init("", upTo: 3), .init("Date", upTo: 11),
        .init("Mailbox", upTo: 14, narrow: 0), .init("From", upTo: 24, narrow: 16),
        .init("Subject", upTo: nil), .init("Case", upTo: 8),
    ])

    /// Creates an empty list; `now` decides the form of dates.
    package init(now: Int64) { dates = ShortDate(now: now) }

    /// Creates a list of these emails; `now` decides the form of dates.
    package init(_ rows: [Store.EmailRow], now: Int64) {
        self.init(now: now)
        for row in rows { add(row) }
    }

    /// Adds an email.
    package mutating func add(_ row: Store.EmailRow) {
        let email = row.email
        let isUnread = !row.isSeen
        table.add(
            .email(email.id),
            [
                .init(email.id), .init(Self.marks(row)), .init(dates.text(email.receivedAt)),
                .init(row.mailboxName),
                .init(Self.author(of: email), isStrong: isUnread),
                .init(email.shownSubject, tail: email.snippet, isStrong: isUnread),
                .init(row.record.map { $0.kind == .case ? "#\($0.number)" : $0.name } ?? ""),
            ])
    }

    /// Chooses the text that replaces an empty list.
    ///
    /// - Parameter isFiltered: Whether the list leaves out emails, or is not the first page.
    /// - Returns: The text.
    package static func emptyText(isFiltered: Bool) -> String {
        isFiltered ? "no email matches" : "no emails"
    }

    /// Returns the marks of an email: `*` if it is unread, `@` if it has attachments, `!` if the
    /// sender is not a participant of the thread.
    private static func marks(_ row: Store.EmailRow) -> String {
        (row.isSeen ? "" : "*") + (row.email.attachmentCount > 0 ? "@" : "")
            + (row.email.isVerified ? "" : "!")
    }

    /// Returns the author, or the first recipient of an outgoing email.
    private static func author(of email: Email) -> Span {
        if email.direction == .out { return Span("to " + (email.to.first?.shortText ?? "")) }
        return email.from.map { Span($0.shortText) } ?? .nobody
    }
}

extension Email {
    /// The subject, or a marker if it is empty.
    var shownSubject: Span { .text(subject, orMarker: "(no subject)") }
}

extension Span {
    /// The marker for a missing author.
    static var nobody: Span { Span("(nobody)", .marker) }
}
