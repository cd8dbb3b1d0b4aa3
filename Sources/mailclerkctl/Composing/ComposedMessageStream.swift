// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Submission

/// A message on its way from the half of this program that a user started to the half that sudo did,
/// whose standard input it is.
///
/// A line of JSON, `{"text":12,"attachments":[{"name":"offer.pdf","size":4711}]}`, then the bytes of the
/// text and of each attachment, and nothing more.
enum ComposedMessageStream {
    /// The longest line of JSON: names of files, 255 bytes each.
    private static let headLimitInBytes = 1_048_576
    private static let lineFeed: UInt8 = 10

    /// The parcel of a message.
    static func bytes(of message: ComposedMessage) -> [UInt8] {
        let text = Array(message.text.utf8)
        let head: JSON = [
            "text": .integer(Int64(text.count)),
            "attachments": .array(
                message.attachments.map {
                    ["name": JSON(optional: $0.name), "size": .integer(Int64($0.bytes.count))]
                }),
        ]
        return Array(head.text.utf8) + [lineFeed] + text + message.attachments.flatMap(\.bytes)
    }

    /// Reads a parcel from standard input; throws `CommandProblem` for what is none.
    static func read() throws -> ComposedMessage {
        let limit = headLimitInBytes + ComposedMessage.textLimitInBytes + PersonalMail.limitInBytes
        return try message(in: try StandardInput.readAll(limitInBytes: limit).bytes)
    }

    /// The message in a parcel.
    static func message(in bytes: [UInt8]) throws(CommandProblem) -> ComposedMessage {
        guard let end = bytes.prefix(headLimitInBytes).firstIndex(of: lineFeed),
            let head = try? JSON(parsing: Array(bytes[..<end])),
            let attachments = head["attachments"]?.array
        else { throw isDamaged }
        var rest = bytes[(end + 1)...]
        func take(_ count: JSON?) throws(CommandProblem) -> ArraySlice<UInt8> {
            guard let count = count?.integer.flatMap({ Int(exactly: $0) }),
                (0...rest.count).contains(count)
            else { throw isDamaged }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        guard let text = String(validating: try take(head["text"]), as: UTF8.self) else {
            throw isDamaged
        }
        var message = ComposedMessage(text: text)
        for attachment in attachments {
            let name = attachment["name"]?.string
            guard name?.contains("/") != true else { throw isDamaged }
            message.attachments.append(
                OutgoingAttachment(name: name, bytes: Array(try take(attachment["size"]))))
        }
        guard rest.isEmpty else { throw isDamaged }
        return message
    }

    private static var isDamaged: CommandProblem {
        CommandProblem(.badInput, "standard input is no whole message of mailclerkctl's")
    }
}
