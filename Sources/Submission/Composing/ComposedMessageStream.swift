// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

/// A message that the user's process passes to the store owner's process, as its standard input.
///
/// It is a line of JSON, `{"text":12,"attachments":[{"name":"offer.pdf","size":4711}]}`, followed by
/// the bytes of the text and of each attachment.
package enum ComposedMessageStream {
    /// At most 1 MB for the line of JSON, because a file name has at most 255 bytes.
    private static let headLimitInBytes = 1_048_576
    private static let lineFeed: UInt8 = 10

    /// Returns the stream of a message.
    package static func bytes(of message: ComposedMessage) -> [UInt8] {
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

    /// The largest stream.
    package static let limitInBytes =
        headLimitInBytes + ComposedMessage.textLimitInBytes + PersonalMail.limitInBytes

    /// Parses a stream; returns nil if it is damaged.
    package static func message(in bytes: [UInt8]) -> ComposedMessage? {
        guard let end = bytes.prefix(headLimitInBytes).firstIndex(of: lineFeed),
            let head = try? JSON(parsing: Array(bytes[..<end])),
            let attachments = head["attachments"]?.array
        else { return nil }
        var rest = bytes[(end + 1)...]
        func take(_ count: JSON?) -> ArraySlice<UInt8>? {
            guard let count = count?.integer.flatMap({ Int(exactly: $0) }),
                (0...rest.count).contains(count)
            else { return nil }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        guard let bytes = take(head["text"]), let text = String(validating: bytes, as: UTF8.self)
        else {
            return nil
        }
        var message = ComposedMessage(text: text)
        for attachment in attachments {
            let name = attachment["name"]?.string
            guard name?.contains("/") != true, let bytes = take(attachment["size"]) else {
                return nil
            }
            message.attachments.append(OutgoingAttachment(name: name, bytes: Array(bytes)))
        }
        guard rest.isEmpty else { return nil }
        return message
    }
}
