// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Reads what users need to write replies and forward emails.
extension Store {
    /// An email of a thread that a user has not read.
    package struct UnseenEmail: Equatable, Sendable {
        /// The ID of the email.
        package let id: Int64
        /// Whether it is incoming or outgoing.
        package let direction: Email.Direction
        /// The time when it arrived, in microseconds since 1970, UTC.
        package let receivedAt: Int64
        /// The author's address; nil if there is none.
        package let author: String?
    }

    /// Returns when a user last read an email, in microseconds since 1970, UTC, or nil if never.
    package func lastRead(emailID: Int64, by user: String) throws -> Int64? {
        try connection.first(
            "SELECT at FROM read_mark WHERE user_name = $1 AND email_id = $2", user, emailID
        ) { row in try row.int() }
    }

    /// Returns the personal emails of a thread after `time` that a user has not read, the newest
    /// first (at most 16).
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

    /// Returns who wrote an outgoing email, with the event `replyWritten` or `forwardWritten`, or
    /// nil if the journal has neither.
    package func writing(ofEmail id: Int64) throws -> (event: JournalEntry.Event, by: String?)? {
        try journal(emailID: id).first { entry in
            [.replyWritten, .forwardWritten].contains(entry.event)
        }.map { (event: $0.event, by: $0.details["by"]?.string) }
    }

    /// Returns the addresses of authors in a thread who are not its participants, as written in
    /// their emails.
    package func unverifiedAuthors(threadID: Int64) throws -> [String] {
        try connection.all(
            """
            SELECT DISTINCT from_address FROM email
            WHERE thread_id = $1 AND verified = 0 AND from_address IS NOT NULL
            """, threadID
        ) { row in try row.text() }
    }

    /// Returns the text of a user's signature in the current settings, or nil if the user has none.
    package func signature(of user: User) throws -> String? {
        guard let file = user.signature else { return nil }
        return try connection.first(
            """
            SELECT contents FROM settings_file
            WHERE path = $1 AND version = (SELECT max(number) FROM settings_version)
            """, "templates/\(file)"
        ) { row in try row.text() }
    }

    /// Returns the user's entry in the settings, or nil if there is none.
    package func user(named name: String) throws -> User? {
        try users().first { $0.name == name }
    }

    /// Returns a mailbox's outbox entries with this Message-ID, one for each recipient, oldest
    /// first.
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
