// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Store
import SystemMailbox

/// A message that a program is to make a record of, with what the program is told about it.
struct ProgramJob {
    /// The entry of the outbox.
    let entry: OutboxEntry
    /// The email as lists show it.
    let email: Email
    /// The email itself.
    let message: Message
    /// The mailbox that it came to.
    let mailbox: Mailbox

    /// The most text and HTML of a message that is handed over beside the files, in bytes.
    private static let textLimitInBytes = IncomingMail.textLimitInBytes

    /// Reads what an entry is about; nil when that is not in the store any more.
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

    /// The program's whole environment: nothing of ours.
    func environment(program: String) -> [(String, String)] {
        [
            ("PATH", "/usr/bin:/bin"), ("LANG", "C.UTF-8"), ("MAILCLERK_ACTION", program),
            ("MAILCLERK_MAILBOX", mailbox.name), ("MAILCLERK_IDEMPOTENCY_KEY", entry.messageID),
        ]
    }

    /// What the program reads on standard input.
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
