// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// A message of ours in a list of the outbox, without its bytes.
    package struct OutboxRow: Equatable, Sendable {
        /// The key in the store.
        package var id: Int64
        /// The email that it answers.
        package var emailID: Int64
        /// The name of the mailbox that it comes from.
        package var mailboxName: String
        /// The envelope recipient.
        package var recipient: String
        /// What sort of message it is.
        package var kind: OutboxEntry.Kind
        /// How far it has come.
        package var state: OutboxEntry.State
        /// How often it was handed to sendmail.
        package var attempts: Int64
        /// When it is to be tried next, in microseconds since 1970, UTC.
        package var dueAt: Int64
        /// When it was made, likewise.
        package var createdAt: Int64
        /// Why it was held, or what went wrong at the last attempt.
        package var lastError: String?
    }
}
