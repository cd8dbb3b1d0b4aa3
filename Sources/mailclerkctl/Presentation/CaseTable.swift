// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Views

/// Cases as people see them in a list.
struct CaseTable {
    private let dates: ShortDate
    private var table = Table([
        Table.Column("Case", upTo: 10, isNumber: true), Table.Column("Status", upTo: 12),
        Table.Column("Priority", upTo: 8), Table.Column("Assigned", upTo: 12),
        Table.Column("Changed", upTo: 11), Table.Column("Contact", upTo: 16),
        Table.Column("Subject", upTo: nil),
    ])

    init(dates: ShortDate) { self.dates = dates }

    var isEmpty: Bool { table.isEmpty }

    /// Adds a case.
    mutating func add(_ row: Store.CaseRow) {
        let record = row.record
        table.add([
            Table.Cell(String(record.number)), Table.Cell(record.status),
            Table.Cell(record.priority == "normal" ? "" : record.priority),
            Table.Cell(record.assignedTo ?? "-"), Table.Cell(dates.text(record.updatedAt)),
            Table.Cell(row.contact?.shortText ?? ""),
            Table.Cell(record.subject.isEmpty ? "(no subject)" : record.subject),
        ])
    }

    /// Writes the table.
    func write(to output: Output) { table.write(to: output) }
}
