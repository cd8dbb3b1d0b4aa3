// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The email of a mailbox that is this message, whenever it came and whichever way it went; nil
    /// when there is none.
    ///
    /// - Parameters:
    ///   - mailboxID: The mailbox.
    ///   - messageKey: The message's key.
    ///   - digest: SHA-256 of the message without its trace fields.
    ///   - raw: The message; compared where the store keeps no digest, as of what it sent.
    /// - Returns: The email.
    /// - Throws: What the store throws.
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
    /// Notes, inside a transaction, that a user has read an email.
    ///
    /// - Throws: What the store throws.
    package func markRead(emailID: Int64, by user: String, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO read_mark (user_name, email_id, at) VALUES ($1, $2, $3)
            ON CONFLICT (user_name, email_id) DO NOTHING
            """, user, emailID, now)
    }
}
