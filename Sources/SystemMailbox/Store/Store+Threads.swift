// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

extension Store {
    /// Starts a thread in a mailbox; returns its key.
    package func insertThread(
        mailboxID: Int64, caseNumber: Int64?, leadNumber: Int64?
    ) throws -> Int64 {
        let id = try connection.first(
            """
            INSERT INTO thread (mailbox_id, case_number, lead_number) VALUES ($1, $2, $3)
            RETURNING id
            """, mailboxID, caseNumber, leadNumber
        ) { row in try row.int(0) }
        guard let id else { throw StoreError.damaged(what: "no key for a new thread") }
        return id
    }

    /// The thread with this key; nil when there is none.
    package func thread(id: Int64) throws -> MailThread? {
        try connection.first(
            "SELECT id, mailbox_id, case_number, lead_number FROM thread WHERE id = $1", id
        ) { row in
            MailThread(
                id: try row.int(0), mailboxID: try row.int(1),
                caseNumber: try row.optionalInt(2), leadNumber: try row.optionalInt(3))
        }
    }

    /// The thread of a mailbox that a Message-ID belongs to, be it an email's or that of an answer
    /// of ours; nil when the mailbox knows no such message.
    package func thread(mailboxID: Int64, messageID: String) throws -> MailThread? {
        let key = MessageKey.of(messageID: messageID)
        let threadID = try connection.first(
            """
            SELECT thread_id FROM email
            WHERE mailbox_id = $1 AND message_key = $2 AND message_id = $3
            UNION ALL
            SELECT email.thread_id FROM outbox JOIN email ON email.id = outbox.email_id
            WHERE outbox.mailbox_id = $1 AND outbox.message_key = $2 AND outbox.message_id = $3
            ORDER BY thread_id DESC LIMIT 1
            """, mailboxID, key, messageID
        ) { row in try row.int(0) }
        return try threadID.flatMap { try thread(id: $0) }
    }

    /// Gives a thread the record that was made for it.
    package func setRecord(ofThread id: Int64, caseNumber: Int64?, leadNumber: Int64?) throws {
        try connection.execute(
            "UPDATE thread SET case_number = $1, lead_number = $2 WHERE id = $3", caseNumber,
            leadNumber, id)
    }

    /// The keys of a thread's emails, oldest first.
    package func emailIDs(threadID: Int64) throws -> [Int64] {
        try connection.all(
            "SELECT id FROM email WHERE thread_id = $1 ORDER BY received_at, id", threadID
        ) { row in try row.int(0) }
    }

    /// Whether an address, folded, takes part in a thread: it is the author of its first email.
    package func isParticipant(_ folded: String, threadID: Int64) throws -> Bool {
        let opener = try connection.first(
            """
            SELECT from_address FROM email WHERE thread_id = $1 AND direction = 'in'
            ORDER BY id LIMIT 1
            """, threadID
        ) { row in try row.optionalText(0) }
        guard let opener, let opener else { return false }
        return AddressPattern.folded(opener) == folded
    }
}
