// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

extension Store {
    private static let emailRowColumns = """
        \(emailColumns), mailbox.name, read_mark.at, thread.case_number, thread.lead_number
        """

    /// Beyond so many mailboxes the database orders the emails of all of them together.
    private static let mailboxesReadOneByOne = 100

    /// Hands the emails of these mailboxes to `body`, one by one, as long as it returns true.
    ///
    /// Of no mailboxes there are no emails. Costs a look at the rows of the page where emails are
    /// ordered by date and not filtered, whatever the number of emails.
    package func forEachEmail(
        in mailboxIDs: [Int64], seenBy user: String, filter: EmailFilter = EmailFilter(),
        order: EmailOrder = .date, page: Page = .all, _ body: (EmailRow) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        var conditions = GridConditions()
        let keys = Self.keys(
            in: mailboxIDs, seenBy: user, filter: filter, order: order, page: page,
            hasMarks: hasCurrentSchema, &conditions)
        let reader = conditions.bind(user)
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        let ordering =
            switch order {
            case .date: ""
            case .subject: "lower(email.subject), "
            case .from: "lower(COALESCE(email.from_name, email.from_address, '')), "
            }
        try connection.forEach(
            """
            SELECT \(Self.emailRowColumns) FROM (\(keys)) AS page
            JOIN email ON email.id = page.id JOIN mailbox ON mailbox.id = email.mailbox_id
            JOIN thread ON thread.id = email.thread_id
            LEFT JOIN read_mark ON read_mark.email_id = email.id AND read_mark.user_name = \(reader)
            ORDER BY \(ordering)email.received_at DESC, email.id DESC
            LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in try body(Self.emailRow(row)) }
    }

    /// The email with this key if it is in one of these mailboxes; nil when it is not.
    package func emailRow(id: Int64, in mailboxIDs: [Int64], seenBy user: String) throws
        -> EmailRow?
    {
        try emailRows(where: "email.id", is: id, in: mailboxIDs, seenBy: user).first
    }

    /// The emails of a thread that are in these mailboxes, oldest first.
    package func emailRows(
        threadID: Int64, in mailboxIDs: [Int64], seenBy user: String
    ) throws -> [EmailRow] {
        try emailRows(where: "email.thread_id", is: threadID, in: mailboxIDs, seenBy: user)
    }

    /// The keys of the emails of a case that are in these mailboxes, oldest first.
    package func emailIDs(caseNumber: Int64, in mailboxIDs: [Int64]) throws -> [Int64] {
        try emailIDs(whereThread: "case_number", is: caseNumber, in: mailboxIDs)
    }

    /// The keys of the emails of a lead that are in these mailboxes, oldest first.
    package func emailIDs(leadNumber: Int64, in mailboxIDs: [Int64]) throws -> [Int64] {
        try emailIDs(whereThread: "lead_number", is: leadNumber, in: mailboxIDs)
    }

    /// The statement for the keys of the rows up to the end of the page, and perhaps more.
    ///
    /// By date each mailbox is read through its own index up to the end of the page, so that a
    /// list of all mailboxes does not sort all emails.
    private static func keys(
        in mailboxIDs: [Int64], seenBy user: String, filter: EmailFilter, order: EmailOrder,
        page: Page, hasMarks: Bool, _ conditions: inout GridConditions
    ) -> String {
        guard order == .date, let end = page.end, mailboxIDs.count <= mailboxesReadOneByOne else {
            let mailboxes = conditions.bind(list: mailboxIDs)
            add(filter, seenBy: user, hasMarks: hasMarks, to: &conditions)
            return """
                SELECT email.id AS id FROM email
                WHERE email.mailbox_id IN (\(mailboxes)) AND \(conditions.text)
                """
        }
        var pieces: [String] = []
        var limit: String?
        for mailboxID in mailboxIDs {
            let mailbox = conditions.bind(mailboxID)
            if limit == nil { add(filter, seenBy: user, hasMarks: hasMarks, to: &conditions) }
            let bound = limit ?? conditions.bind(end)
            limit = bound
            pieces.append(
                """
                SELECT id FROM (
                    SELECT email.id AS id FROM email
                    WHERE email.mailbox_id = \(mailbox) AND \(conditions.text)
                    ORDER BY email.received_at DESC, email.id DESC LIMIT \(bound)
                ) AS piece\(pieces.count)
                """)
        }
        return pieces.joined(separator: " UNION ALL ")
    }

    private static func add(
        _ filter: EmailFilter, seenBy user: String, hasMarks: Bool,
        to conditions: inout GridConditions
    ) {
        if hasMarks {
            let marked = "SELECT 1 FROM email_mark WHERE email_mark.email_id = email.id"
            if let mark = filter.mark {
                conditions.require(
                    "EXISTS (\(marked) AND email_mark.mark = \(conditions.bind(mark.rawValue)))")
            } else {
                conditions.require("NOT EXISTS (\(marked))")
            }
        }
        if filter.isUnreadOnly {
            conditions.require(
                """
                email.direction = 'in' AND NOT EXISTS (
                    SELECT 1 FROM read_mark WHERE read_mark.email_id = email.id
                        AND read_mark.user_name = \(conditions.bind(user)))
                """)
        }
        if let from = filter.from {
            conditions.require(from, inOneOf: ["email.from_address", "email.from_name"])
        }
        if let to = filter.to {
            conditions.require(to, inOneOf: ["email.to_list", "email.cc_list"])
        }
        if let subject = filter.subject {
            conditions.require(subject, inOneOf: ["email.subject"])
        }
        for word in filter.words {
            conditions.require(
                word,
                inOneOf: [
                    "email.subject", "email.snippet", "email.from_name", "email.from_address",
                ])
        }
        if let since = filter.since {
            conditions.require("email.received_at >= \(conditions.bind(since))")
        }
        if let until = filter.until {
            conditions.require("email.received_at < \(conditions.bind(until))")
        }
    }

    private func emailRows(
        where column: String, is key: Int64, in mailboxIDs: [Int64], seenBy user: String
    ) throws -> [EmailRow] {
        guard !mailboxIDs.isEmpty else { return [] }
        var conditions = GridConditions()
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

    private func emailIDs(
        whereThread column: String, is number: Int64, in mailboxIDs: [Int64]
    ) throws -> [Int64] {
        guard !mailboxIDs.isEmpty else { return [] }
        var conditions = GridConditions()
        let wanted = conditions.bind(number)
        let mailboxes = conditions.bind(list: mailboxIDs)
        return try connection.all(
            """
            SELECT email.id FROM thread JOIN email ON email.thread_id = thread.id
            WHERE thread.\(column) = \(wanted) AND email.mailbox_id IN (\(mailboxes))
            ORDER BY email.received_at, email.id
            """, values: conditions.values
        ) { row in try row.int(0) }
    }

    private static func emailRow(_ row: borrowing Row) throws(SQLError) -> EmailRow {
        let email = try email(row)
        return EmailRow(
            email: email, mailboxName: try row.text(21),
            isSeen: email.direction == .out || !row.isNull(22),
            caseNumber: try row.optionalInt(23), leadNumber: try row.optionalInt(24))
    }
}
