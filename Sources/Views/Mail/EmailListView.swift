// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// A list of emails.
package struct EmailListView {
    private let dates: ShortDate
    /// The rows.
    package private(set) var table = TableView([
        .init("ID", upTo: 12, isNumber: true), .init("", upTo: 3), .init("Date", upTo: 11),
        .init("Mailbox", upTo: 14, narrow: 0), .init("From", upTo: 24, narrow: 16),
        .init("Subject", upTo: nil), .init("Case", upTo: 8),
    ])

    /// An empty list, as seen at `now`.
    package init(now: Int64) { dates = ShortDate(now: now) }

    /// A list of these emails, as seen at `now`.
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

    /// What is said in place of an empty list.
    ///
    /// - Parameter isFiltered: Whether the list leaves out emails, or is not the first page.
    package static func emptyText(isFiltered: Bool) -> String {
        isFiltered ? "no email matches" : "no emails"
    }

    /// `*` unread, `@` has attachments, `!` the sender is not a participant of the thread.
    private static func marks(_ row: Store.EmailRow) -> String {
        (row.isSeen ? "" : "*") + (row.email.attachmentCount > 0 ? "@" : "")
            + (row.email.isVerified ? "" : "!")
    }

    /// Who wrote it, or to whom it was sent.
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
    /// Stands for an author that a message does not name.
    static var nobody: Span { Span("(nobody)", .marker) }
}
