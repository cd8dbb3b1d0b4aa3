// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Passes the outbox entries of these mailboxes to `body`, the newest first, until it returns
    /// false.
    package func forEachOutboxRow(
        in mailboxIDs: [Int64], page: Page = .all, _ body: (OutboxRow) throws -> Bool
    ) throws {
        guard !mailboxIDs.isEmpty else { return }
        var conditions = ListConditions()
        conditions.require("outbox.mailbox_id IN (\(conditions.bind(list: mailboxIDs)))")
        let limit = conditions.bind(page.limitValue)
        let offset = conditions.bind(page.offset)
        try connection.forEach(
            """
            \(Self.selectOutboxRow)
            WHERE \(conditions.text) ORDER BY outbox.id DESC LIMIT \(limit) OFFSET \(offset)
            """, values: conditions.values
        ) { row in try body(Self.outboxRow(row)) }
    }

    /// Returns the outbox entry with this ID, or nil if there is none.
    package func outboxRow(id: Int64) throws -> OutboxRow? {
        try connection.first("\(Self.selectOutboxRow) WHERE outbox.id = $1", id) { row in
            try Self.outboxRow(row)
        }
    }

    private static let selectOutboxRow = """
        SELECT outbox.id, outbox.email_id, mailbox.name, outbox.recipient, outbox.kind,
            outbox.state, outbox.attempts, outbox.due_at, outbox.created_at, outbox.last_error
        FROM outbox JOIN mailbox ON mailbox.id = outbox.mailbox_id
        """

    private static func outboxRow(_ row: borrowing Row) throws -> OutboxRow {
        OutboxRow(
            id: try row.int(), emailID: try row.int(), mailboxName: try row.text(),
            recipient: try row.text(),
            kind: try row.code("kind of an outbox entry"),
            state: try row.code("state of an outbox entry"), attempts: try row.int(),
            dueAt: try row.int(), createdAt: try row.int(), lastError: try row.optionalText())
    }

    /// Returns the number of due entries that sendmail has refused so far.
    package func refusedCount() throws -> Int64 {
        try connection.first(
            "SELECT count(*) FROM outbox WHERE state = 'due' AND attempts > 0"
        ) { row in try row.int() } ?? 0
    }
}
