// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Finds a message among the incoming and outgoing emails of a mailbox.
    ///
    /// - Parameters:
    ///   - mailboxID: The mailbox.
    ///   - messageKey: The message's key.
    ///   - digest: SHA-256 of the message without its trace fields.
    ///   - raw: The message; compared if the stored email has no digest, as outgoing mail.
    /// - Returns: The email; nil if the mailbox does not have the message.
    /// - Throws: `SQLError` if the store failed.
    package func email(
        mailboxID: Int64, messageKey: Int64, digest: [UInt8], raw: [UInt8]
    ) throws -> Email? {
        let candidates = try connection.all(
            """
            SELECT \(Self.emailColumns) FROM email
            WHERE mailbox_id = $1 AND message_key = $2 ORDER BY id
            """, mailboxID, messageKey
        ) { row in try Self.email(row) }
        return try candidates.first { candidate in
            candidate.digest.isEmpty
                ? try self.raw(emailID: candidate.id) == raw : candidate.digest == digest
        }
    }
}

extension Store {
    /// Marks an email as read by a user, inside a transaction.
    ///
    /// - Throws: `SQLError` if the store failed.
    package func markRead(emailID: Int64, by user: String, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO read_mark (user_name, email_id, at) VALUES ($1, $2, $3)
            ON CONFLICT (user_name, email_id) DO NOTHING
            """, user, emailID, now)
    }
}
