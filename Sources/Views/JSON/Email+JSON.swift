// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import InternetMessage
import JSON
import Store
import SystemMailbox

extension Store.EmailRow {
    /// The email as a JSON object, in the form of lists.
    package var json: JSON {
        [
            "id": .integer(email.id), "mailbox": .string(mailboxName),
            "direction": .string(email.direction.rawValue),
            "received_at": .string(Timestamp.rfc3339(email.receivedAt)),
            "sent_at": JSON(optional: email.sentAt.map(Timestamp.rfc3339)),
            "from": email.from?.json ?? .null, "to": .array(email.to.map(\.json)),
            "cc": .array(email.cc.map(\.json)), "subject": .string(email.subject),
            "snippet": .string(email.snippet), "seen": .bool(isSeen),
            "kind": .string(email.kind.rawValue), "thread": .integer(email.threadID),
            "case": JSON(optional: record?.number(of: .case)),
            "lead": JSON(optional: record?.number(of: .lead)),
            "attachments": .integer(email.attachmentCount), "size": .integer(email.size),
            "verified": .bool(email.isVerified),
        ]
    }
}

extension OpenedEmail {
    /// The email as a JSON object, with its header, its text and a list of its attachments.
    package var json: JSON {
        var object = row.json.object ?? JSONObject()
        object["message_id"] = JSON(optional: row.email.messageID)
        object["headers"] = .array(
            message.header.fields.map { field in
                JSON.array([.string(field.name), .string(field.unstructured())])
            })
        object["text"] = .string(message.bestText)
        object["has_html"] = .bool(message.hasHTML)
        object["parts"] = .string(message.structure)
        object["attachment_list"] = .array(
            message.attachments.enumerated().map { index, attachment in
                [
                    "n": .integer(Int64(index + 1)),
                    "filename": JSON(optional: attachment.fileName),
                    "content_type": .string(attachment.contentType),
                    "size": .integer(Int64(attachment.data().count)),
                ]
            })
        return .object(object)
    }
}
