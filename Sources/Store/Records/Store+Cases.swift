// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    static let caseColumns = """
        cases.number, cases.mailbox_id, cases.subject, cases.description, cases.status,
        cases.priority, cases.source, cases.owner, cases.assigned_to, cases.tags,
        cases.contact_id, cases.created_at, cases.updated_at
        """

    /// Stores a case under the next number; returns that number.
    package func insert(_ record: CaseRecord) throws -> Int64 {
        let number = try next(.case)
        try connection.execute(
            """
            INSERT INTO cases (
                number, mailbox_id, subject, description, status, priority, source, owner,
                assigned_to, tags, contact_id, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """,
            number, record.mailboxID, record.subject, record.description, record.status,
            record.priority, record.source, record.owner, record.assignedTo,
            TextList.encode(record.tags), record.contactID, record.createdAt, record.updatedAt)
        return number
    }

    /// Returns the case with this number, or nil if there is none.
    package func caseRecord(number: Int64) throws -> CaseRecord? {
        try connection.first(
            "SELECT \(Self.caseColumns) FROM cases WHERE number = $1", number
        ) { row in try Self.caseRecord(row) }
    }

    /// Sets the status of a case, for example when it is reopened.
    package func setStatus(_ status: String, ofCase number: Int64, at now: Int64) throws {
        try connection.execute(
            "UPDATE cases SET status = $1, updated_at = $2 WHERE number = $3", status, now, number)
    }

    static func caseRecord(_ row: borrowing Row) throws -> CaseRecord {
        let number = try row.int()
        var record = CaseRecord(
            mailboxID: try row.int(), subject: try row.text(), description: try row.text(),
            status: try row.text(), priority: try row.text(), source: try row.text(), at: 0)
        record.number = number
        record.owner = try row.optionalText()
        record.assignedTo = try row.optionalText()
        record.tags = try row.list("tags of a case")
        record.contactID = try row.optionalInt()
        record.createdAt = try row.int()
        record.updatedAt = try row.int()
        return record
    }
}
