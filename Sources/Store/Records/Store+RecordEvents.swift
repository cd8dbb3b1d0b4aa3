// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    /// Stores a user's action on a record; returns its ID.
    @discardableResult
    package func insert(_ event: RecordEvent) throws -> Int64 {
        let id = try connection.first(
            """
            INSERT INTO record_event (series, number, at, made_by, event, details)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """, event.record.kind.rawValue, event.record.number, event.at, event.by,
            event.kind.rawValue,
            event.details.text
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no ID for a record's event") }
        return id
    }

    /// Returns the actions of users on a record after the event `after`, oldest first.
    package func events(
        of record: RecordID, after: Int64 = 0
    ) throws -> [RecordEvent] {
        return try connection.all(
            """
            SELECT id, at, made_by, event, details FROM record_event
            WHERE series = $1 AND number = $2 AND id > $3 ORDER BY id
            """, record.kind.rawValue, record.number, after
        ) { row in
            let (id, at, user) = (try row.int(), try row.int(), try row.text())
            var event = try RecordEvent(
                record, row.code("event of a record"), by: user, at: at,
                details: row.json("details of a record's event"))
            event.id = id
            return event
        }
    }

    /// Returns the last event of a record that a user has seen, or nil if the user never opened it.
    package func lastSeenEvent(
        of record: RecordID, by user: String
    ) throws -> Int64? {
        return try connection.first(
            """
            SELECT last_event FROM record_view
            WHERE user_name = $1 AND series = $2 AND number = $3
            """, user, record.kind.rawValue, record.number
        ) { row in try row.int() }
    }

    /// Stores that a user has seen the current state of a record, inside a transaction.
    package func noteSeen(_ record: RecordID, by user: String) throws {
        try connection.execute(
            """
            INSERT INTO record_view (user_name, series, number, last_event)
            VALUES ($1, $2, $3, (
                SELECT COALESCE(max(id), 0) FROM record_event WHERE series = $2 AND number = $3))
            ON CONFLICT (user_name, series, number) DO UPDATE SET
                last_event = excluded.last_event
            """, user, record.kind.rawValue, record.number)
    }

    /// Writes the fields of a case that users can set.
    package func update(_ record: CaseRecord) throws {
        try connection.execute(
            """
            UPDATE cases SET status = $1, priority = $2, owner = $3, assigned_to = $4, tags = $5,
                updated_at = $6 WHERE number = $7
            """, record.status, record.priority, record.owner, record.assignedTo,
            TextList.encode(record.tags), record.updatedAt, record.number)
    }

    /// Writes the fields of a lead that users can set.
    package func update(_ lead: Lead) throws {
        try connection.execute(
            "UPDATE leads SET status = $1, owner = $2 WHERE number = $3", lead.status, lead.owner,
            lead.number)
    }
}
