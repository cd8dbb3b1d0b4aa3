// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    /// Stores the record that a program created for a thread; an existing program record is kept.
    package func insert(_ record: ProgramRecord, threadID: Int64, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO program_record (thread_id, program, number, url, fields, at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (thread_id) DO NOTHING
            """, threadID, record.program, record.number, record.url,
            JSON.object(record.fields).text, now)
    }

    /// Returns the record that a program created for a thread, even if the thread now has a case,
    /// or nil if there is none.
    package func programRecord(threadID: Int64) throws -> ProgramRecord? {
        try connection.first(
            "SELECT program, number, url, fields FROM program_record WHERE thread_id = $1",
            threadID
        ) { row in try Self.programRecord(row) }
    }

    /// Moves the program record of a thread to another thread, unless that already has one.
    func moveProgramRecord(from thread: Int64, to target: Int64) throws {
        try connection.execute(
            """
            UPDATE program_record SET thread_id = $1 WHERE thread_id = $2 AND NOT EXISTS (
                SELECT 1 FROM program_record AS other WHERE other.thread_id = $1)
            """, target, thread)
    }

    /// Returns the program that has yet to create a thread's record, or nil if there is none.
    package func awaitedProgram(threadID: Int64) throws -> String? {
        let name = try connection.first(
            """
            SELECT outbox.rule FROM email JOIN outbox ON outbox.email_id = email.id
            WHERE email.thread_id = $1 AND outbox.kind = 'action'
                AND outbox.state IN ('due', 'sending', 'held')
            ORDER BY outbox.id LIMIT 1
            """, threadID
        ) { row in try row.optionalText() }
        return name ?? nil
    }

    /// Reads a record from the next columns: program, number, url and fields.
    static func programRecord(_ row: borrowing Row) throws -> ProgramRecord {
        ProgramRecord(
            program: try row.text(), number: try row.text(), url: try row.optionalText(),
            fields: try row.json("fields of a program's record").object ?? JSONObject())
    }
}
