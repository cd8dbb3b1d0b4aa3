// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The columns of an email in the order in which `email(_:)` reads them.
    static let emailColumns = """
        email.id, email.mailbox_id, email.thread_id, email.direction, email.kind,
        email.received_at, email.sent_at, email.from_name, email.from_address, email.to_list,
        email.cc_list, email.subject, email.snippet, email.attachments, email.size,
        email.verified, email.message_id, email.message_key, email.digest,
        email.envelope_sender, email.envelope_recipient
        """

    /// The size of a chunk of a message, so that reading a large message needs no second copy in
    /// memory.
    static let chunkSizeInBytes = 262_144

    /// Stores an email with its bytes; returns its ID.
    package func insert(_ email: Email, raw: [UInt8]) throws -> Int64 {
        let id = try connection.first(
            """
            INSERT INTO email (
                mailbox_id, thread_id, direction, kind, received_at, sent_at, from_name,
                from_address, to_list, cc_list, subject, snippet, attachments, size, verified,
                message_id, message_key, digest, envelope_sender, envelope_recipient)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
                $18, $19, $20)
            RETURNING id
            """,
            email.mailboxID, email.threadID, email.direction.rawValue, email.kind.rawValue,
            email.receivedAt, email.sentAt, email.from?.name, email.from?.address,
            TextList.encode(email.to), TextList.encode(email.cc), email.subject, email.snippet,
            email.attachmentCount, email.size, email.isVerified, email.messageID,
            email.messageKey, email.digest, email.envelopeSender, email.envelopeRecipient
        ) { row in try row.int() }
        guard let id else { throw StoreError.damaged(what: "no ID for a new email") }
        var start = 0
        var n = 0
        repeat {
            let end = min(start + Self.chunkSizeInBytes, raw.count)
            let chunk =
                start == 0 && end == raw.count ? raw : Array(raw[start..<end])
            try connection.execute(
                "INSERT INTO email_raw (email_id, n, bytes) VALUES ($1, $2, $3)", id, n, chunk)
            start = end
            n += 1
        } while start < raw.count
        return id
    }

    /// Returns the email with this ID, or nil if there is none.
    package func email(id: Int64) throws -> Email? {
        try connection.first(
            "SELECT \(Self.emailColumns) FROM email WHERE id = $1", id
        ) { row in try Self.email(row) }
    }

    /// Returns the bytes of an email as they arrived, or nil if there is no such email.
    package func raw(emailID: Int64) throws -> [UInt8]? {
        var raw: [UInt8] = []
        var isThere = false
        try connection.forEach(
            "SELECT bytes FROM email_raw WHERE email_id = $1 ORDER BY n", values: [emailID]
        ) { row in
            raw.append(contentsOf: try row.bytes())
            isThere = true
            return true
        }
        return isThere ? raw : nil
    }

    /// Returns the start of an email, which usually has the whole header; nil if there is no such
    /// email.
    package func firstChunk(ofEmail id: Int64) throws -> [UInt8]? {
        try connection.first(
            "SELECT bytes FROM email_raw WHERE email_id = $1 ORDER BY n LIMIT 1", id
        ) { row in try row.bytes() }
    }

    /// Returns the incoming emails of a mailbox with this message key, the newest first (at most
    /// 16).
    package func emails(mailboxID: Int64, messageKey: Int64) throws -> [Email] {
        try connection.all(
            """
            SELECT \(Self.emailColumns) FROM email
            WHERE mailbox_id = $1 AND message_key = $2 AND direction = 'in'
            ORDER BY id DESC LIMIT 16
            """, mailboxID, messageKey
        ) { row in try Self.email(row) }
    }

    /// Returns whether a contact has this folded address.
    package func isKnownContact(_ folded: String) throws -> Bool {
        try connection.first("SELECT 1 FROM contact WHERE folded = $1", folded) { row in
            try row.int()
        } != nil
    }

    static func email(_ row: borrowing Row) throws -> Email {
        let (id, mailboxID, threadID) = (try row.int(), try row.int(), try row.int())
        let direction: Email.Direction = try row.code("direction of an email")
        let kind: EmailKind = try row.code("kind of an email")
        var email = Email(mailboxID: mailboxID, receivedAt: try row.int())
        email.id = id
        email.threadID = threadID
        email.direction = direction
        email.kind = kind
        email.sentAt = try row.optionalInt()
        let name = try row.optionalText()
        email.from = try row.optionalText().map { Person(name: name, address: $0) }
        email.to = try row.people("recipients of an email")
        email.cc = try row.people("recipients of an email")
        email.subject = try row.text()
        email.snippet = try row.text()
        email.attachmentCount = try row.int()
        email.size = try row.int()
        email.isVerified = try row.bool()
        email.messageID = try row.optionalText()
        email.messageKey = try row.int()
        email.digest = try row.bytes()
        email.envelopeSender = try row.optionalText()
        email.envelopeRecipient = try row.optionalText()
        return email
    }
}
