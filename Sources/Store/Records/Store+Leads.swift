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

    /// Returns the lead with this number, or nil if there is none.
    package func lead(number: Int64) throws -> Lead? {
        try connection.first(
            "SELECT \(Self.leadColumns) FROM leads WHERE number = $1", number
        ) { row in try Self.lead(row) }
    }

    static func lead(_ row: borrowing Row) throws(SQLError) -> Lead {
        let (number, mailboxID) = (try row.int(), try row.int())
        let (name, notes) = (try row.text(), try row.text())
        let (firstName, lastName) = (try row.text(), try row.text())
        let email = try row.optionalText()
        var lead = Lead(
            mailboxID: mailboxID, name: name, notes: notes, firstName: firstName,
            lastName: lastName, status: try row.text(), source: try row.text(), at: 0)
        lead.number = number
        lead.email = email
        lead.owner = try row.optionalText()
        lead.contactID = try row.optionalInt()
        lead.createdAt = try row.int()
        return lead
    }
}
