// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The columns of a joined contact, which follow those of a record.
    private static let contactColumns = "mailbox.name, contact.name, contact.address"

    /// Selects the last email of a case; automatic replies, bounces, receipts and forwarded mail
    /// are ignored, because they are not part of the conversation with the customer.
    private static let lastWord = """
        (SELECT spoken.id FROM thread JOIN email AS spoken ON spoken.thread_id = thread.id
            WHERE thread.case_number = cases.number
                AND spoken.kind NOT IN ('auto-reply', 'bounce', 'receipt')
                AND NOT (spoken.direction = 'out' AND EXISTS (
                    SELECT 1 FROM journal WHERE journal.email_id = spoken.id
                        AND journal.event = '\(JournalEntry.Event.forwardWritten.rawValue)'))
            ORDER BY spoken.received_at DESC, spoken.id DESC LIMIT 1)
        """

    /// Passes the cases of these mailboxes to `body`, the newest first, until it returns false.
    ///
    /// Waiting cases are ordered by waiting time, the longest first. `closed` lists the closed
    /// statuses.
    package func forEachCase(
        in mailboxIDs: [Int64], filter: CaseFilter = CaseFilter(), closed: [String],
        page: Page = .all, _ body: (CaseRow) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        var conditions = ListConditions()
        conditions.require("cases.mailbox_id IN (\(conditions.bind(list: mailboxIDs)))")
        if let user = filter.assignedTo {
            conditions.require("cases.assigned_to = \(conditions.bind(user))")
        }
        if filter.isUnassigned { conditions.require("cases.assigned_to IS NULL") }
        if let status = filter.status {
            conditions.require("cases.status = \(conditions.bind(status))")
        }
        if filter.isWaiting {
            if !closed.isEmpty {
                conditions.require("cases.status NOT IN (\(conditions.bind(list: closed)))")
            }
            // A user's own mail in a case is a reply as well.
            conditions.require(
                """
                word.direction = 'in' AND NOT EXISTS (
                    SELECT 1 FROM user_account
                    WHERE lower(user_account.address) = lower(word.from_address))
                """)
        }
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        try connection.forEach(
            """
            SELECT \(Self.caseColumns), \(Self.contactColumns) FROM cases
            JOIN mailbox ON mailbox.id = cases.mailbox_id
            LEFT JOIN contact ON contact.id = cases.contact_id
            \(filter.isWaiting ? "JOIN email AS word ON word.id = \(Self.lastWord)" : "")
            WHERE \(conditions.text)
            ORDER BY \(filter.isWaiting ? "word.received_at, cases.number" : "cases.number DESC")
            LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in try body(Self.caseRow(row)) }
    }

    /// Returns the case with this number, or nil if it is not in one of these mailboxes.
    package func caseRow(number: Int64, in mailboxIDs: [Int64]) throws -> CaseRow? {
        guard !mailboxIDs.isEmpty else { return nil }
        var conditions = ListConditions()
        conditions.require("cases.number = \(conditions.bind(number))")
        conditions.require("cases.mailbox_id IN (\(conditions.bind(list: mailboxIDs)))")
        return try connection.first(
            """
            SELECT \(Self.caseColumns), \(Self.contactColumns) FROM cases
            JOIN mailbox ON mailbox.id = cases.mailbox_id
            LEFT JOIN contact ON contact.id = cases.contact_id WHERE \(conditions.text)
            """, values: conditions.values
        ) { row in try Self.caseRow(row) }
    }

    /// Passes the leads of these mailboxes to `body`, the newest first, until it returns false.
    ///
    /// With a `status`, only leads that have it are passed.
    package func forEachLead(
        in mailboxIDs: [Int64], status: String? = nil, page: Page = .all,
        _ body: (LeadRow) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        var conditions = ListConditions()
        conditions.require("leads.mailbox_id IN (\(conditions.bind(list: mailboxIDs)))")
        if let status { conditions.require("leads.status = \(conditions.bind(status))") }
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        try connection.forEach(
            """
            SELECT \(Self.leadColumns), \(Self.contactColumns) FROM leads
            JOIN mailbox ON mailbox.id = leads.mailbox_id
            LEFT JOIN contact ON contact.id = leads.contact_id WHERE \(conditions.text)
            ORDER BY leads.number DESC LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in try body(Self.leadRow(row)) }
    }

    /// Returns the lead with this number, or nil if it is not in one of these mailboxes.
    package func leadRow(number: Int64, in mailboxIDs: [Int64]) throws -> LeadRow? {
        guard !mailboxIDs.isEmpty else { return nil }
        var conditions = ListConditions()
        conditions.require("leads.number = \(conditions.bind(number))")
        conditions.require("leads.mailbox_id IN (\(conditions.bind(list: mailboxIDs)))")
        return try connection.first(
            """
            SELECT \(Self.leadColumns), \(Self.contactColumns) FROM leads
            JOIN mailbox ON mailbox.id = leads.mailbox_id
            LEFT JOIN contact ON contact.id = leads.contact_id WHERE \(conditions.text)
            """, values: conditions.values
        ) { row in try Self.leadRow(row) }
    }

    private static func caseRow(_ row: borrowing Row) throws -> CaseRow {
        CaseRow(
            record: try caseRecord(row), mailboxName: try row.text(),
            contact: try person(row))
    }

    private static func leadRow(_ row: borrowing Row) throws(SQLError) -> LeadRow {
        LeadRow(
            lead: try lead(row), mailboxName: try row.text(), contact: try person(row))
    }

    private static func person(_ row: borrowing Row) throws(SQLError) -> Person? {
        let name = try row.optionalText()
        guard let address = try row.optionalText() else { return nil }
        return Person(name: name, address: address)
    }
}
