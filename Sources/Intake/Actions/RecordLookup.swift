// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Submission
import SystemMailbox

/// Finds the record that a thread belongs to.
struct RecordLookup {
    let store: Store

    /// The case, the lead or the record of a program that a thread has; nil when it has none.
    func record(of thread: MailThread?) throws -> AnsweredRecord? {
        if let number = thread?.caseNumber {
            return try store.caseRecord(number: number).map { .case($0) }
        }
        if let number = thread?.leadNumber {
            return try store.lead(number: number).map { .lead($0) }
        }
        return thread?.programRecord.map { .program($0) }
    }
}
