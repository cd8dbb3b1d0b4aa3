// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Store
import SystemMailbox

/// An email that a program is to create a record for, with the program's input and environment.
struct ProgramJob {
    /// The outbox entry.
    let entry: OutboxEntry
    /// The email as it is stored.
    let email: Email
    /// The parsed message of the email.
    let message: Message
    /// The mailbox that received it.
    let mailbox: Mailbox

    /// At most this many bytes of text and of HTML are passed to the program, because the files
    /// hold the complete message.
    private static let textLimitInBytes = IncomingMail.textLimitInBytes

    /// Reads the email of an entry; returns nil if it is no longer in the store.
    init?(_ entry: OutboxEntry, store: Store) throws {
        guard let email = try store.email(id: entry.emailID),
            let raw = try store.raw(emailID: entry.emailID),
            let mailbox = try store.mailbox(id: entry.mailboxID)
        else { return nil }
        self.entry = entry
        self.email = email
        message = Message(raw)
        self.mailbox = mailbox
    }

    /// Returns the complete environment of the program; nothing of this process's environment is
    /// passed.
    func environment(program: String) -> [(String, String)] {
        [
            ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("MAILCLERK_ACTION", program),
            ("MAILCLERK_MAILBOX", mailbox.name), ("MAILCLERK_IDEMPOTENCY_KEY", entry.messageID),
        ]
    }

    /// Returns the program's standard input: one JSON object (mailclerk-actions(7)).
    func input(attachments: [ProgramDirectory.File], messagePath: String) -> [UInt8] {
        let object: JSON = [
            "mailbox": [
                "name": .string(mailbox.name), "label": .string(mailbox.label),
                "address": .string(mailbox.address),
            ],
            "email": emailJSON(attachments: attachments, messagePath: messagePath),
            "envelope": [
                "sender": JSON(optional: email.envelopeSender),
                "recipient": JSON(optional: email.envelopeRecipient),
            ],
            "idempotency_key": .string(entry.messageID),
            "thread": ["id": .integer(email.threadID), "verified": .bool(email.isVerified)],
            "attempt": .integer(entry.attempts),
        ]
        return Array(object.text.utf8) + [UInt8(ascii: "\n")]
    }

    private func emailJSON(attachments: [ProgramDirectory.File], messagePath: String) -> JSON {
        [
            "id": .integer(email.id), "message_id": JSON(optional: email.messageID),
            "subject": .string(email.subject),
            "from": email.from.map(Self.person) ?? .null,
            "to": .array(email.to.map(Self.person)), "cc": .array(email.cc.map(Self.person)),
            "date": JSON(optional: email.sentAt.map(Timestamp.rfc3339)),
            "received_at": .string(Timestamp.rfc3339(email.receivedAt)),
            "kind": .string(email.kind.rawValue),
            "text": .string(message.bestText(limitInBytes: Self.textLimitInBytes)),
            "html": JSON(
                optional: message.html.map {
                    BoundedText.cut($0, limitInBytes: Self.textLimitInBytes)
                }),
            "headers": .array(
                message.header.fields.map { field in
                    JSON.array([.string(field.name), .string(field.unstructured())])
                }),
            "attachments": .array(
                attachments.map { file in
                    [
                        "path": .string(file.path), "filename": JSON(optional: file.fileName),
                        "content_type": .string(file.contentType),
                        "size": .integer(Int64(file.size)),
                    ]
                }),
            "raw": .string(messagePath),
        ]
    }

    private static func person(_ person: Person) -> JSON {
        ["name": JSON(optional: person.name), "address": .string(person.address)]
    }
}
