// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The keys of the threads of a lead, oldest first.
    package func threadIDs(leadNumber: Int64) throws -> [Int64] {
        try connection.all(
            "SELECT id FROM thread WHERE lead_number = $1 ORDER BY id", leadNumber
        ) { row in try row.int(0) }
    }

    /// Puts a thread with its record, and the other threads of that record, into another mailbox.
    package func move(_ thread: MailThread, to mailboxID: Int64, at now: Int64) throws {
        var threads = [thread.id]
        if let number = thread.caseNumber {
            threads = try threadIDs(caseNumber: number)
            try connection.execute(
                "UPDATE cases SET mailbox_id = $1, updated_at = $2 WHERE number = $3", mailboxID,
                now, number)
        } else if let number = thread.leadNumber {
            threads = try threadIDs(leadNumber: number)
            try connection.execute(
                "UPDATE leads SET mailbox_id = $1 WHERE number = $2", mailboxID, number)
        }
        for id in threads {
            try connection.execute(
                "UPDATE thread SET mailbox_id = $1 WHERE id = $2", mailboxID, id)
            try connection.execute(
                "UPDATE email SET mailbox_id = $1 WHERE thread_id = $2", mailboxID, id)
            for email in try emailIDs(threadID: id) { try endRuns(atEmail: email) }
        }
    }

    /// Makes a case part of another one, with the status `closedStatus`; its threads join the
    /// other's.
    package func mergeCase(
        _ number: Int64, into other: Int64, closedStatus: String, at now: Int64
    ) throws {
        try connection.execute(
            "UPDATE thread SET case_number = $1 WHERE case_number = $2", other, number)
        try setStatus(closedStatus, ofCase: number, at: now)
        try touch(caseNumber: other, at: now)
        try link(number, .mergedInto, other, at: now)
    }

    /// Puts an email into a thread of its own, without a record; returns the thread's key.
    package func takeOut(emailID: Int64, ofMailbox mailboxID: Int64) throws -> Int64 {
        let thread = try insertThread(mailboxID: mailboxID, caseNumber: nil, leadNumber: nil)
        try connection.execute(
            "UPDATE email SET thread_id = $1 WHERE id = $2", thread, emailID)
        return thread
    }
}
