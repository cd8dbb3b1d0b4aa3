// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Views

/// Leads as people see them in a list.
struct LeadTable {
    private let dates: ShortDate
    private var table = Table([
        Table.Column("Lead", upTo: 10, isNumber: true), Table.Column("Status", upTo: 12),
        Table.Column("Owner", upTo: 12), Table.Column("Made", upTo: 11),
        Table.Column("Name", upTo: 20), Table.Column("Subject", upTo: nil),
    ])

    init(dates: ShortDate) { self.dates = dates }

    var isEmpty: Bool { table.isEmpty }

    /// Adds a lead.
    mutating func add(_ row: Store.LeadRow) {
        let lead = row.lead
        let name = [lead.firstName, lead.lastName].filter { !$0.isEmpty }
        table.add([
            Table.Cell(String(lead.number)), Table.Cell(lead.status),
            Table.Cell(lead.owner ?? "-"), Table.Cell(dates.text(lead.createdAt)),
            Table.Cell(name.joined(separator: " ")),
            Table.Cell(lead.name, tail: lead.email ?? ""),
        ])
    }

    /// Writes the table.
    func write(to output: Output) { table.write(to: output) }
}
