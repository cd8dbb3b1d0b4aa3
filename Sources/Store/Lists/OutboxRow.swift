// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// An outbox entry in a list, without the bytes of its message.
    package struct OutboxRow: Equatable, Sendable {
        /// The ID of the entry.
        package var id: Int64
        /// The email that the entry is about.
        package var emailID: Int64
        /// The name of the mailbox that sends it.
        package var mailboxName: String
        /// The envelope recipient.
        package var recipient: String
        /// The kind of entry.
        package var kind: OutboxEntry.Kind
        /// The state of the entry.
        package var state: OutboxEntry.State
        /// The number of attempts to send or run it.
        package var attempts: Int64
        /// The time of the next attempt, in microseconds since 1970, UTC.
        package var dueAt: Int64
        /// The time when it was created, in microseconds since 1970, UTC.
        package var createdAt: Int64
        /// Why it is held, or the error of the last attempt.
        package var lastError: String?
    }
}
