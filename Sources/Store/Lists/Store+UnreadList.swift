// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Passes unread emails to `body` as `forEachEmail` does, but skips the read ranges.
    ///
    /// Returns false, and passes nothing, if no read range is known, or if the order or the filter
    /// needs more than the index of arrivals.
    func forEachUnreadEmail(
        in mailboxIDs: [Int64], seenBy user: String, filter: EmailFilter, order: EmailOrder,
        page: Page, _ body: (EmailRow) throws -> Bool
    ) throws -> Bool {
        guard filter.isUnreadOnly, order == .date, filter.mark == nil,
            filter.search == nil, filter.person == nil,
            try hasReadRanges(user, in: mailboxIDs)
        else { return false }
        try noteNewEmails()
        var keys: [(id: Int64, receivedAt: Int64)] = []
        for mailboxID in mailboxIDs {
            keys += try unreadKeys(of: user, mailboxID, filter, atMost: page.end ?? .max)
        }
        keys.sort { ($0.receivedAt, $0.id) > ($1.receivedAt, $1.id) }
        for key in keys.dropFirst(page.offset).prefix(page.limit ?? .max) {
            guard let row = try emailRow(id: key.id, in: mailboxIDs, seenBy: user) else {
                continue
            }
            guard try body(row) else { break }
        }
        return true
    }

    private func hasReadRanges(_ user: String, in mailboxIDs: [Int64]) throws -> Bool {
        try mailboxIDs.contains { id in
            try connection.first(
                "SELECT 1 FROM read_run WHERE user_name = $1 AND mailbox_id = $2 LIMIT 1", user, id
            ) { row in try row.int() } != nil
        }
    }

    /// Returns the newest unread emails of a mailbox.
    private func unreadKeys(
        of user: String, _ mailboxID: Int64, _ filter: EmailFilter, atMost limit: Int64
    ) throws -> [(id: Int64, receivedAt: Int64)] {
        var conditions = ListConditions()
        let mailbox = conditions.bind(mailboxID)
        ListIDs(
            mailboxIDs: [mailboxID], user: user, filter: filter, order: .date, page: .all,
            dialect: connection.dialect
        ).add(to: &conditions)
        let bound = conditions.values.count
        let statement = """
            SELECT email.id, email.received_at FROM email
            WHERE email.mailbox_id = \(mailbox) AND \(conditions.text)
                AND email.received_at >= $\(bound + 1) AND email.received_at < $\(bound + 2)
            ORDER BY email.received_at DESC, email.id DESC LIMIT $\(bound + 3)
            """
        var keys: [(id: Int64, receivedAt: Int64)] = []
        func collect(_ since: Int64, _ until: Int64) throws -> Bool {
            guard since < until else { return true }
            keys += try connection.all(
                statement, values: conditions.values + [since, until, limit - Int64(keys.count)]
            ) { row in (id: try row.int(), receivedAt: try row.int()) }
            return Int64(keys.count) < limit
        }
        var until = Int64.max
        var goesOn = true
        try connection.forEach(
            """
            SELECT since, until FROM read_run WHERE user_name = $1 AND mailbox_id = $2
            ORDER BY since DESC
            """, values: [user, mailboxID]
        ) { row in
            let range = ReadRange(since: try row.int(), until: try row.int())
            goesOn = try collect(range.until, until)
            until = min(until, range.since)
            return goesOn
        }
        if goesOn { _ = try collect(.min, until) }
        return keys
    }
}
