// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Moves a thread with its record, and the other threads of that record, into another mailbox.
    package func move(_ thread: MailThread, to mailboxID: Int64, at now: Int64) throws {
        var threads = [thread.id]
        if let record = thread.record?.id {
            threads = try threadIDs(of: record)
            try connection.execute(
                "UPDATE \(record.kind.table) SET mailbox_id = $1 WHERE number = $2", mailboxID,
                record.number)
            try touch(record, at: now)
        }
        for id in threads {
            try connection.execute(
                "UPDATE thread SET mailbox_id = $1 WHERE id = $2", mailboxID, id)
            try connection.execute(
                "UPDATE email SET mailbox_id = $1 WHERE thread_id = $2", mailboxID, id)
            for email in try emailIDs(threadID: id) { try cutReadRanges(atEmail: email) }
        }
    }

    /// Merges a case into another case and sets its status to `closedStatus`; its threads join the
    /// other case.
    package func mergeCase(
        _ number: Int64, into other: Int64, closedStatus: String, at now: Int64
    ) throws {
        try connection.execute(
            "UPDATE thread SET case_number = $1 WHERE case_number = $2", other, number)
        try setStatus(closedStatus, ofCase: number, at: now)
        try touch(.case(other), at: now)
        try link(number, .mergedInto, other, at: now)
    }

    /// Moves an email into a new thread without a record; returns the thread's ID.
    package func takeOut(emailID: Int64, ofMailbox mailboxID: Int64) throws -> Int64 {
        let thread = try insertThread(mailboxID: mailboxID)
        try connection.execute(
            "UPDATE email SET thread_id = $1 WHERE id = $2", thread, emailID)
        return thread
    }
}
