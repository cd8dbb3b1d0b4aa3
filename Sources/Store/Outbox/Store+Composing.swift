// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// What people's answers and forwards need to know.
extension Store {
    /// An email of a thread that a user has not seen.
    package struct UnseenEmail: Equatable, Sendable {
        /// Its key.
        package let id: Int64
        /// Which way it went.
        package let direction: Email.Direction
        /// When it was delivered, in microseconds since 1970, UTC.
        package let receivedAt: Int64
        /// The author's address; nil when it names none.
        package let author: String?
    }

    /// When a user last looked at an email, in microseconds since 1970, UTC; nil for never.
    package func lastRead(emailID: Int64, by user: String) throws -> Int64? {
        try connection.first(
            "SELECT at FROM read_mark WHERE user_name = $1 AND email_id = $2", user, emailID
        ) { row in try row.int() }
    }

    /// The personal emails of a thread that came or went after `time` and that a user has not
    /// looked at, the newest first (at most 16).
    package func unseenEmails(
        threadID: Int64, after time: Int64, by user: String
    ) throws -> [UnseenEmail] {
        try connection.all(
            """
            SELECT email.id, email.direction, email.received_at, email.from_address FROM email
            LEFT JOIN read_mark ON read_mark.email_id = email.id AND read_mark.user_name = $1
            WHERE email.thread_id = $2 AND email.received_at > $3 AND email.kind = 'personal'
                AND read_mark.email_id IS NULL
            ORDER BY email.received_at DESC, email.id DESC LIMIT 16
            """, user, threadID, time
        ) { row in
            UnseenEmail(
                id: try row.int(), direction: try row.code("direction of an email"),
                receivedAt: try row.int(), author: try row.optionalText())
        }
    }

    /// Who wrote an email that a person sent from here, and what it is, `replyWritten` or
    /// `forwardWritten`; nil where nobody noted it.
    package func writing(ofEmail id: Int64) throws -> (event: JournalEntry.Event, by: String?)? {
        try journal(emailID: id).first { entry in
            [.replyWritten, .forwardWritten].contains(entry.event)
        }.map { (event: $0.event, by: $0.details["by"]?.string) }
    }

    /// The addresses of those who wrote into a thread without taking part in it, as they stand in
    /// their emails.
    package func unverifiedAuthors(threadID: Int64) throws -> [String] {
        try connection.all(
            """
            SELECT DISTINCT from_address FROM email
            WHERE thread_id = $1 AND verified = 0 AND from_address IS NOT NULL
            """, threadID
        ) { row in try row.text() }
    }

    /// The text of a user's signature in the settings that were applied last; nil where the user
    /// has none.
    package func signature(of user: User) throws -> String? {
        guard let file = user.signature else { return nil }
        return try connection.first(
            """
            SELECT contents FROM settings_file
            WHERE path = $1 AND version = (SELECT max(number) FROM settings_version)
            """, "templates/\(file)"
        ) { row in try row.text() }
    }

    /// The entry of a user in the settings; nil when there is none.
    package func user(named name: String) throws -> User? {
        try users().first { $0.name == name }
    }

    /// The messages of a mailbox that carry one Message-ID, one for each recipient, oldest first.
    package func outboxRows(mailboxID: Int64, messageID: String) throws -> [OutboxRow] {
        let ids = try connection.all(
            """
            SELECT id FROM outbox WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
            ORDER BY id
            """, mailboxID, MessageKey.of(messageID: messageID), messageID
        ) { row in try row.int() }
        return try ids.compactMap { try outboxRow(id: $0) }
    }
}
