// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// A value that was given to a composer and is not in the message, or not as it was given.
    public struct Omission: Sendable, Hashable {
        /// The reasons for an omission.
        public enum Reason: String, Sendable, Hashable {
            /// The name of the field is empty or too long; the field is not written.
            case fieldName
            /// The composer writes this field of MIME itself; the given one is not written.
            case ownField
            /// The address would become a different one, or none; it is not written.
            case address
            /// The Message-ID or Content-ID has invalid characters; it is not written.
            case messageID
            /// The value is too long for a line; the field is not written.
            case valueTooLong
            /// The value has characters other than ASCII; they are written as question marks.
            case characters
            /// The content type is invalid; `application/octet-stream` is written.
            case contentType
        }

        /// The reason.
        public let reason: Reason
        /// The name of the field as it was given.
        public let field: String
        /// The value as it was given.
        public let value: String
    }

    /// Whether the composer writes the field with this valid name itself.
    static func isOwnField(_ name: [UInt8]) -> Bool {
        // All three names begin with these letters, and the names of few other fields do.
        guard let first = name.first?.lowercased, first == 0x63 || first == 0x6D else {
            return false
        }
        return ["mime-version", "content-type", "content-transfer-encoding"].contains(
            name.span.lowercased(0..<name.count))
    }

    /// Writes a Message-ID or Content-ID.
    ///
    /// - Parameter id: The identifier, with or without angle brackets.
    /// - Returns: The identifier in angle brackets; nil if it cannot be written.
    static func identifier(_ id: String) -> [UInt8]? {
        var bytes = Array(id.trimmingBlanks().utf8)
        if bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">"), bytes.count > 2 {
            bytes = Array(bytes[1..<(bytes.count - 1)])
        }
        guard (1...FoldedField.wordLimit).contains(bytes.count) else { return nil }
        for byte in bytes
        where !(0x21...0x7E).contains(byte) || byte == ASCII.less || byte == ASCII.greater {
            return nil
        }
        return [ASCII.less] + bytes + [ASCII.greater]
    }
}
