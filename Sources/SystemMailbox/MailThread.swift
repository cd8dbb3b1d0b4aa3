// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A thread: emails that belong together, and their record.
package struct MailThread: Equatable, Sendable {
    /// The ID in the store; 0 before the thread is stored.
    package var id: Int64
    /// The ID of the mailbox that it belongs to.
    package var mailboxID: Int64
    /// The record of the thread; nil if it has none.
    package var record: RecordReference?

    /// Creates a thread.
    package init(id: Int64, mailboxID: Int64, record: RecordReference? = nil) {
        self.id = id
        self.mailboxID = mailboxID
        self.record = record
    }
}
