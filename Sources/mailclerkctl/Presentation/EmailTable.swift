// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Views

/// Emails as people see them in a list.
struct EmailTable {
    /// Below so many columns the mailbox is left out.
    private static let roomForMailbox = 100

    private var table: Table
    private let dates: ShortDate

    init(dates: ShortDate, columns: Int) {
        self.dates = dates
        table = Table([
            Table.Column("ID", upTo: 12, isNumber: true), Table.Column("", upTo: 3),
            Table.Column("Date", upTo: 11),
            Table.Column("Mailbox", upTo: columns < Self.roomForMailbox ? 0 : 14),
            Table.Column("From", upTo: columns < Self.roomForMailbox ? 16 : 24),
            Table.Column("Subject", upTo: nil), Table.Column("Case", upTo: 8),
        ])
        showsMailbox = columns >= Self.roomForMailbox
    }

    private let showsMailbox: Bool

    var isEmpty: Bool { table.isEmpty }

    /// Adds an email.
    mutating func add(_ row: Store.EmailRow) {
        let email = row.email
        let marks =
            (row.isSeen ? "" : "*") + (email.attachmentCount > 0 ? "@" : "")
            + (email.isVerified ? "" : "!")
        let record = row.record.map { $0.kind == .case ? "#\($0.number)" : $0.name } ?? ""
        let author = email.direction == .out ? "to " + (email.to.first?.shortText ?? "") : nil
        table.add([
            Table.Cell(String(email.id)), Table.Cell(marks),
            Table.Cell(dates.text(email.receivedAt)),
            Table.Cell(showsMailbox ? row.mailboxName : ""),
            Table.Cell(author ?? email.from?.shortText ?? "(nobody)", isBold: !row.isSeen),
            Table.Cell(
                email.subject.isEmpty ? "(no subject)" : email.subject, tail: email.snippet,
                isBold: !row.isSeen),
            Table.Cell(record),
        ])
    }

    /// Writes the table.
    func write(to output: Output, columns: Int) {
        table.write(to: output, columns: columns)
    }
}
