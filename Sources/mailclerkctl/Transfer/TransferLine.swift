// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import JSON
import Store
import SystemMailbox
import Views

/// One email as a line of JSON: the keys of lists, with its envelope sender and its bytes.
struct TransferLine {
    /// The email's key in the store that it comes from.
    let id: Int64
    /// The message and what is known of it.
    let message: Import.Message
    /// The whole object.
    let object: JSONObject

    /// The line of a stored email.
    init(_ row: Store.EmailRow, raw: [UInt8]) {
        id = row.email.id
        message = Import.Message(
            raw: raw, receivedAt: row.email.receivedAt, sender: row.email.envelopeSender,
            direction: row.email.direction, isSeen: row.isSeen || row.email.direction == .out)
        var object = row.json.object ?? JSONObject()
        object["envelope_sender"] = JSON(optional: row.email.envelopeSender)
        object["raw"] = .string(Base64.encode(raw))
        self.object = object
    }

    /// The line of a message from elsewhere.
    init(_ message: Import.Message) {
        id = 0
        self.message = message
        object = JSONObject([
            ("received_at", .string(Timestamp.rfc3339(message.receivedAt))),
            ("envelope_sender", JSON(optional: message.sender)),
            ("direction", JSON(optional: message.direction?.rawValue)),
            ("seen", .bool(message.isSeen)), ("raw", .string(Base64.encode(message.raw))),
        ])
    }

    /// Reads a line; nil for one without a message.
    init?(parsing line: some Sequence<UInt8>, now: Int64) {
        guard let object = (try? JSON(parsing: Array(line)))?.object,
            let raw = object["raw"]?.string.flatMap(Base64.decode)
        else { return nil }
        let time = object["received_at"]?.string.flatMap { text in
            try? DateArgument(text, option: "received_at", now: now).start
        }
        self.object = object
        id = object["id"]?.integer ?? 0
        message = Import.Message(
            raw: raw, receivedAt: time ?? now, sender: object["envelope_sender"]?.string,
            direction: object["direction"]?.string.flatMap(Email.Direction.init),
            isSeen: object["seen"]?.bool ?? false)
    }

    /// The line with its line feed.
    var bytes: [UInt8] { Array(JSON.object(object).text.utf8) + [10] }
}
