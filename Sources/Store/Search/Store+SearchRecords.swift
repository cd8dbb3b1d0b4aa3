// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Returns the numbers of the cases or leads of the emails that a search finds, and of the
    /// record whose number the query may be, the newest first.
    ///
    /// Only records in these mailboxes are returned.
    package func recordNumbers(
        _ kind: RecordKind, found query: SearchQuery, in mailboxIDs: [Int64], seenBy user: String,
        page: Page
    ) throws -> [Int64] {
        guard !mailboxIDs.isEmpty else { return [] }
        let (table, column) = (kind.table, kind.threadColumn)
        var conditions = ListConditions()
        let hits = hits(query, in: mailboxIDs, seenBy: user, &conditions)
        let number = conditions.bind(query.recordNumber)
        let mailboxes = conditions.bind(list: mailboxIDs)
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        return try connection.all(
            """
            SELECT number FROM (
                SELECT thread.\(column) AS number FROM (\(hits)) AS hits
                JOIN email ON email.id = hits.id JOIN thread ON thread.id = email.thread_id
                WHERE thread.\(column) IS NOT NULL
                UNION SELECT number FROM \(table) WHERE number = \(number)
            ) AS found
            WHERE EXISTS (
                SELECT 1 FROM \(table) WHERE \(table).number = found.number
                    AND \(table).mailbox_id IN (\(mailboxes)))
            ORDER BY number DESC LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in try row.int() }
    }

    /// Returns the authors of the incoming emails that a search finds, each address with the latest
    /// name, the latest author first.
    ///
    /// Addresses that differ only in case belong to one person; what has no domain is no address.
    package func authors(
        found query: SearchQuery, in mailboxIDs: [Int64], seenBy user: String, page: Page
    ) throws -> [Person] {
        guard !mailboxIDs.isEmpty else { return [] }
        var conditions = ListConditions()
        let hits = hits(query, in: mailboxIDs, seenBy: user, &conditions)
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        return try connection.all(
            """
            SELECT email.from_name, email.from_address FROM (
                SELECT max(email.id) AS id FROM (\(hits)) AS hits
                JOIN email ON email.id = hits.id
                WHERE email.direction = 'in' AND email.from_address LIKE '%@%'
                GROUP BY lower(email.from_address)
            ) AS newest
            JOIN email ON email.id = newest.id
            ORDER BY newest.id DESC LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in Person(name: try row.optionalText(), address: try row.text()) }
    }

    private func hits(
        _ query: SearchQuery, in mailboxIDs: [Int64], seenBy user: String,
        _ conditions: inout ListConditions
    ) -> String {
        var filter = EmailFilter()
        filter.search = query
        return ListIDs(
            mailboxIDs: mailboxIDs, user: user, filter: filter, order: .date, page: .all,
            dialect: connection.dialect
        ).statement(&conditions)
    }
}
