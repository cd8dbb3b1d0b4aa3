// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    private static let emailRowColumns = """
        \(emailColumns), mailbox.name, read_mark.at, \(RecordID.threadColumns)
        """

    /// Passes the emails of these mailboxes to `body`, one by one, until it returns false.
    ///
    /// Without mailboxes there are no emails. The IDs of the page are found first; see `ListIDs`
    /// for the cost.
    package func forEachEmail(
        in mailboxIDs: [Int64], seenBy user: String, filter: EmailFilter = EmailFilter(),
        order: EmailOrder = .date, page: Page = .all, _ body: (EmailRow) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        try provideFoldings(for: filter)
        let isDone = try forEachUnreadEmail(
            in: mailboxIDs, seenBy: user, filter: filter, order: order, page: page, body)
        guard !isDone else { return }
        var conditions = ListConditions()
        var gridKeys = ListIDs(
            mailboxIDs: mailboxIDs, user: user, filter: filter, order: order, page: page,
            dialect: connection.dialect)
        if let mailboxID = gridKeys.countedMailbox, page.limit != nil {
            gridKeys.start = try listStart(in: mailboxID, behind: page.offset)
        }
        let keys = gridKeys.statement(&conditions)
        let reader = conditions.bind(user)
        try connection.forEach(
            """
            SELECT \(Self.emailRowColumns) FROM (\(keys)) AS page
            JOIN email ON email.id = page.id JOIN mailbox ON mailbox.id = email.mailbox_id
            JOIN thread ON thread.id = email.thread_id
            LEFT JOIN read_mark ON read_mark.email_id = email.id AND read_mark.user_name = \(reader)
            ORDER BY \(ListIDs.ordering(order))
            """, values: conditions.values
        ) { row in try body(Self.emailRow(row)) }
    }

    /// Returns the email with this ID, or nil if it is not in one of these mailboxes.
    package func emailRow(id: Int64, in mailboxIDs: [Int64], seenBy user: String) throws
        -> EmailRow?
    {
        try emailRows(where: "email.id", is: id, in: mailboxIDs, seenBy: user).first
    }

    /// Returns the emails of a thread that are in these mailboxes, oldest first.
    package func emailRows(
        threadID: Int64, in mailboxIDs: [Int64], seenBy user: String
    ) throws -> [EmailRow] {
        try emailRows(where: "email.thread_id", is: threadID, in: mailboxIDs, seenBy: user)
    }

    private func emailRows(
        where column: String, is key: Int64, in mailboxIDs: [Int64], seenBy user: String
    ) throws -> [EmailRow] {
        guard !mailboxIDs.isEmpty else { return [] }
        var conditions = ListConditions()
        let reader = conditions.bind(user)
        let wanted = conditions.bind(key)
        let mailboxes = conditions.bind(list: mailboxIDs)
        return try connection.all(
            """
            SELECT \(Self.emailRowColumns) FROM email
            JOIN mailbox ON mailbox.id = email.mailbox_id
            JOIN thread ON thread.id = email.thread_id
            LEFT JOIN read_mark ON read_mark.email_id = email.id AND read_mark.user_name = \(reader)
            WHERE \(column) = \(wanted) AND email.mailbox_id IN (\(mailboxes))
            ORDER BY email.received_at, email.id
            """, values: conditions.values
        ) { row in try Self.emailRow(row) }
    }

    /// Returns the IDs of the emails of a record that are in these mailboxes, oldest first.
    package func emailIDs(of record: RecordID, in mailboxIDs: [Int64]) throws -> [Int64] {
        guard !mailboxIDs.isEmpty else { return [] }
        var conditions = ListConditions()
        let wanted = conditions.bind(record.number)
        let mailboxes = conditions.bind(list: mailboxIDs)
        return try connection.all(
            """
            SELECT email.id FROM thread JOIN email ON email.thread_id = thread.id
            WHERE thread.\(record.kind.threadColumn) = \(wanted) AND email.mailbox_id IN (\(mailboxes))
            ORDER BY email.received_at, email.id
            """, values: conditions.values
        ) { row in try row.int() }
    }

    private static func emailRow(_ row: borrowing Row) throws -> EmailRow {
        let (email, mailboxName) = (try email(row), try row.text())
        let isRead = !row.isNextNull
        row.skip()
        return EmailRow(
            email: email, mailboxName: mailboxName, isSeen: email.direction == .out || isRead,
            record: try RecordID(row))
    }
}
