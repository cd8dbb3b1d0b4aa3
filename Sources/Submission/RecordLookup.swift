// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Finds the record that a thread belongs to.
package struct RecordLookup {
    private let store: Store

    /// Looks into this store.
    package init(store: Store) { self.store = store }

    /// The case, the lead or the record of a program that a thread has; nil when it has none.
    package func record(of thread: MailThread?) throws -> AnsweredRecord? {
        if let number = thread?.caseNumber {
            return try store.caseRecord(number: number).map { .case($0) }
        }
        if let number = thread?.leadNumber {
            return try store.lead(number: number).map { .lead($0) }
        }
        return thread?.programRecord.map { .program($0) }
    }
}
