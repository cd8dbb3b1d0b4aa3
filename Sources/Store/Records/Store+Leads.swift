// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    static let leadColumns = """
        leads.number, leads.mailbox_id, leads.name, leads.notes, leads.first_name,
        leads.last_name, leads.email, leads.status, leads.source, leads.owner, leads.contact_id,
        leads.created_at
        """

    /// Stores a lead under the next number; returns that number.
    package func insert(_ lead: Lead) throws -> Int64 {
        let number = try next(.lead)
        try connection.execute(
            """
            INSERT INTO leads (
                number, mailbox_id, name, notes, first_name, last_name, email, status, source,
                owner, contact_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            number, lead.mailboxID, lead.name, lead.notes, lead.firstName, lead.lastName,
            lead.email, lead.status, lead.source, lead.owner, lead.contactID, lead.createdAt)
        return number
    }

    /// The lead with this number; nil when there is none.
    package func lead(number: Int64) throws -> Lead? {
        try connection.first(
            "SELECT \(Self.leadColumns) FROM leads WHERE number = $1", number
        ) { row in try Self.lead(row) }
    }

    static func lead(_ row: borrowing Row) throws(SQLError) -> Lead {
        var lead = Lead(
            mailboxID: try row.int(1), name: try row.text(2), notes: try row.text(3),
            firstName: try row.text(4), lastName: try row.text(5), status: try row.text(7),
            source: try row.text(8), at: try row.int(11))
        lead.number = try row.int(0)
        lead.email = try row.optionalText(6)
        lead.owner = try row.optionalText(9)
        lead.contactID = try row.optionalInt(10)
        return lead
    }
}
