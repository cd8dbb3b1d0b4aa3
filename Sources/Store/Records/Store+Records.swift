// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Reads and changes records of every kind.
extension Store {
    /// Returns the record with all of its fields, or nil if there is no such record.
    package func record(_ reference: RecordReference?) throws -> Record? {
        switch reference {
        case .case(let number): try caseRecord(number: number).map { .case($0) }
        case .lead(let number): try lead(number: number).map { .lead($0) }
        case .program(let record): .program(record)
        case nil: nil
        }
    }

    /// Sets the time of change of a record, if its kind has one.
    package func touch(_ record: RecordID, at now: Int64) throws {
        guard record.kind.hasTimeOfChange else { return }
        try connection.execute(
            "UPDATE \(record.kind.table) SET updated_at = $1 WHERE number = $2", now,
            record.number)
    }

    /// Returns the IDs of the threads of a record, oldest first.
    package func threadIDs(of record: RecordID) throws -> [Int64] {
        try connection.all(
            "SELECT id FROM thread WHERE \(record.kind.threadColumn) = $1 ORDER BY id",
            record.number
        ) { row in try row.int() }
    }

    /// Returns the IDs of the emails of a record, oldest first.
    package func emailIDs(of record: RecordID) throws -> [Int64] {
        try connection.all(
            """
            SELECT email.id FROM thread JOIN email ON email.thread_id = thread.id
            WHERE thread.\(record.kind.threadColumn) = $1 ORDER BY email.received_at, email.id
            """, record.number
        ) { row in try row.int() }
    }

    /// Removes a record with its links and history, and from its threads; its number is never
    /// reused.
    ///
    /// Returns the IDs of the threads.
    package func remove(_ record: RecordID) throws -> [Int64] {
        let column = record.kind.threadColumn
        let threads = try connection.all(
            "UPDATE thread SET \(column) = NULL WHERE \(column) = $1 RETURNING id", record.number
        ) { row in try row.int() }
        if record.kind.canMerge {
            try connection.execute(
                "DELETE FROM case_link WHERE case_number = $1 OR other = $1", record.number)
        }
        for table in ["record_event", "record_view"] {
            try connection.execute(
                "DELETE FROM \(table) WHERE series = $1 AND number = $2",
                record.kind.rawValue, record.number)
        }
        try connection.execute(
            "DELETE FROM \(record.kind.table) WHERE number = $1", record.number)
        return threads.sorted()
    }
}
