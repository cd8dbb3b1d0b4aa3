// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Emails that belong together, and the record that they belong to.
package struct MailThread: Equatable, Sendable {
    /// The ID in the store; 0 before it is stored.
    package var id: Int64
    /// The mailbox that it is in.
    package var mailboxID: Int64
    /// The record that it belongs to; nil when it has none.
    package var record: RecordReference?

    /// Creates it from its parts.
    package init(id: Int64, mailboxID: Int64, record: RecordReference? = nil) {
        self.id = id
        self.mailboxID = mailboxID
        self.record = record
    }
}
