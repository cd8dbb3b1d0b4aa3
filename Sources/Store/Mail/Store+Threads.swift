// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Starts a thread in a mailbox, with its case or lead; returns the thread's ID.
    package func insertThread(mailboxID: Int64, record: RecordID? = nil) throws -> Int64 {
        let id = try connection.first(
            """
            INSERT INTO thread (mailbox_id, case_number, lead_number) VALUES ($1, $2, $3)
            RETURNING id
            """, mailboxID, record?.number(of: .case), record?.number(of: .lead)
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no ID for a new thread") }
        return id
    }

    /// Returns the ID that the next thread will get if no other process starts one.
    package func upcomingThreadID() throws -> Int64 {
        let last = try connection.first("SELECT max(id) FROM thread") { row in
            try row.optionalInt()
        }
        return ((last ?? nil) ?? 0) + 1
    }

    /// Returns the thread with this ID, or nil if there is none.
    package func thread(id: Int64) throws -> MailThread? {
        try connection.first(
            """
            SELECT \(Self.threadColumns), program_record.program, program_record.number,
                program_record.url, program_record.fields
            FROM thread LEFT JOIN program_record ON program_record.thread_id = thread.id
            WHERE thread.id = $1
            """, id
        ) { row in
            var thread = try Self.thread(row)
            if row.isNextNull {
                row.skip(4)
            } else {
                let record = try Self.programRecord(row)
                thread.record = thread.record ?? .program(record)
            }
            return thread
        }
    }

    /// Returns the thread of the email or outbox entry with this Message-ID, or nil if the mailbox
    /// has no such message.
    package func thread(mailboxID: Int64, messageID: String) throws -> MailThread? {
        let key = MessageKey.of(messageID: messageID)
        let threadID = try connection.first(
            """
            SELECT thread_id FROM email
            WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
            UNION ALL
            SELECT email.thread_id FROM outbox JOIN email ON email.id = outbox.email_id
            WHERE outbox.mailbox_id = $1 AND outbox.message_key = $2 AND outbox.message_id = $3
            ORDER BY thread_id DESC LIMIT 1
            """, mailboxID, key, messageID
        ) { row in try row.int() }
        return try threadID.flatMap { try thread(id: $0) }
    }

    /// Sets the case or lead of a thread; nil removes it.
    package func setRecord(_ record: RecordID?, ofThread id: Int64) throws {
        try connection.execute(
            "UPDATE thread SET case_number = $1, lead_number = $2 WHERE id = $3",
            record?.number(of: .case), record?.number(of: .lead), id)
    }

    /// Returns the IDs of a thread's emails, oldest first.
    package func emailIDs(threadID: Int64) throws -> [Int64] {
        try connection.all(
            "SELECT id FROM email WHERE thread_id = $1 ORDER BY received_at, id", threadID
        ) { row in try row.int() }
    }

    /// Returns the thread with this ID, or the thread that it was merged into, or nil if there is
    /// none.
    package func currentThread(id: Int64) throws -> MailThread? {
        var current = id
        // A merged thread may have been merged again; the limit prevents an endless loop.
        for _ in 0..<Self.longestChainOfMerges {
            let next = try connection.first(
                "SELECT into_id FROM thread_merge WHERE thread_id = $1", current
            ) { row in try row.int() }
            guard let next else { break }
            current = next
        }
        return try thread(id: current)
    }

    private static let longestChainOfMerges = 16

    /// Returns the oldest thread of a case in a mailbox, or nil if there is none; a merged case is
    /// followed to the case that it was merged into.
    package func thread(caseNumber: Int64, mailboxID: Int64) throws -> MailThread? {
        let number = try mergedInto(caseNumber) ?? caseNumber
        return try connection.first(
            """
            SELECT \(Self.threadColumns) FROM thread
            WHERE case_number = $1 AND mailbox_id = $2 ORDER BY id LIMIT 1
            """, number, mailboxID
        ) { row in try Self.thread(row) }
    }

    /// Merges a thread into another: its emails and participants move, and its case, if it has
    /// one, is merged into the other's case and gets the status `closedStatus`.
    package func merge(
        _ thread: MailThread, into target: MailThread, closedStatus: String, at now: Int64
    ) throws {
        for participant in try openers(of: [thread.id, target.id]) {
            try addParticipant(participant, threadID: target.id, at: now)
        }
        try connection.execute(
            """
            INSERT INTO participant (thread_id, folded, since)
            SELECT $1, folded, since FROM participant WHERE thread_id = $2
            ON CONFLICT (thread_id, folded) DO NOTHING
            """, target.id, thread.id)
        try connection.execute(
            "UPDATE email SET thread_id = $1 WHERE thread_id = $2", target.id, thread.id)
        try moveProgramRecord(from: thread.id, to: target.id)
        try connection.execute(
            "INSERT INTO thread_merge (thread_id, into_id, at) VALUES ($1, $2, $3)", thread.id,
            target.id, now)
        try setRecord(nil, ofThread: thread.id)
        guard case .case(let number) = thread.record, case .case(let other) = target.record,
            number != other
        else { return }
        try mergeCase(number, into: other, closedStatus: closedStatus, at: now)
    }

    private static let threadColumns = "thread.id, thread.mailbox_id, \(RecordID.threadColumns)"

    private static func thread(_ row: borrowing Row) throws(SQLError) -> MailThread {
        MailThread(
            id: try row.int(), mailboxID: try row.int(),
            record: try RecordID(row).map { RecordReference($0) })
    }
}
