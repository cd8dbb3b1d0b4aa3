// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import JSON
import Store
import SystemMailbox

/// An email as a line of JSON: the keys of lists, the envelope sender and the bytes in base64.
package struct TransferLine {
    /// The ID of the email in the store that it comes from; 0 if unknown.
    package let id: Int64
    /// The message and its delivery.
    package let message: Import.Message
    /// The JSON object.
    package let object: JSONObject

    /// Creates the line of a stored email; `listed` is its JSON form in lists.
    package init(_ row: Store.EmailRow, raw: [UInt8], listed: JSON) {
        id = row.email.id
        message = Import.Message(
            raw: raw, receivedAt: row.email.receivedAt, sender: row.email.envelopeSender,
            direction: row.email.direction, isSeen: row.isSeen || row.email.direction == .out)
        var object = listed.object ?? JSONObject()
        object["envelope_sender"] = JSON(optional: row.email.envelopeSender)
        object["raw"] = .string(Base64.encode(raw))
        self.object = object
    }

    /// Creates the line of a message that is not stored yet.
    package init(_ message: Import.Message) {
        id = 0
        self.message = message
        object = JSONObject([
            ("received_at", .string(Timestamp.rfc3339(message.receivedAt))),
            ("envelope_sender", JSON(optional: message.sender)),
            ("direction", JSON(optional: message.direction?.rawValue)),
            ("seen", .bool(message.isSeen)), ("raw", .string(Base64.encode(message.raw))),
        ])
    }

    /// Parses a line; returns nil if it contains no message; `now` replaces a missing time.
    package init?(parsing line: some Sequence<UInt8>, now: Int64) {
        guard let object = (try? JSON(parsing: Array(line)))?.object,
            let raw = object["raw"]?.string.flatMap(Base64.decode)
        else { return nil }
        let time = object["received_at"]?.string.flatMap { text in
            DateArgument(text, now: now)?.start
        }
        self.object = object
        id = object["id"]?.integer ?? 0
        message = Import.Message(
            raw: raw, receivedAt: time ?? now, sender: object["envelope_sender"]?.string,
            direction: object["direction"]?.string.flatMap(Email.Direction.init),
            isSeen: object["seen"]?.bool ?? false)
    }

    /// The bytes of the line, including its line feed.
    package var bytes: [UInt8] { Array(JSON.object(object).text.utf8) + [10] }
}
