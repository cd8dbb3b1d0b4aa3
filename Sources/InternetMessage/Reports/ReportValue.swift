// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A typed value in a report, such as `rfc822; a@b.example` (RFC 3464 section 2.1.2).
public struct ReportValue: Sendable, Hashable {
    /// The type in lower case, such as `rfc822`, `dns` or `smtp`; empty if missing.
    public let type: String
    /// The value without its type, unfolded and without surrounding blanks.
    public let value: String

    //     typed-value = type ";" *text
    init(_ bytes: [UInt8]) {
        // The type is an atom; a semicolon after anything else belongs to the value.
        let semicolon = bytes.firstIndex(of: ASCII.semicolon)
        if let semicolon, bytes[..<semicolon].allSatisfy(Self.isTypeByte) {
            type = bytes.span.lowercased(bytes.span.trimmed(0..<semicolon))
            value = Self.text(Array(bytes[(semicolon + 1)...]))
        } else {
            type = ""
            value = Self.text(bytes)
        }
    }

    init(type: String, value: String) {
        self.type = type
        self.value = value
    }

    private static func isTypeByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == ASCII.hyphen || byte == ASCII.underscore
            || byte.isBlankOrLineEnd
    }

    /// Returns the text of a report field: blanks collapsed to one space, encoded words decoded.
    static func text(_ bytes: [UInt8]) -> String {
        var packed: [UInt8] = []
        packed.reserveCapacity(bytes.count)
        for byte in bytes {
            if !byte.isBlankOrLineEnd {
                packed.append(byte)
            } else if let last = packed.last, last != ASCII.space {
                packed.append(ASCII.space)
            }
        }
        if packed.last == ASCII.space { packed.removeLast() }
        return UnstructuredText.decode(packed, fallback: .windows1252)
    }

    /// The address in the value; nil if the type is different or the address is invalid.
    ///
    /// Addresses of type `utf-8` may contain their characters directly or as `\x{...}` (RFC 6533
    /// section 3); both forms are supported.
    public var address: Address? {
        switch type {
        case "rfc822", "": Address.parse(value)
        case "utf-8": Address.parse(Self.withoutEscapes(value))
        default: nil
        }
    }

    //     embedded-unicode-char = %x5C.78 "{" EmbeddedUnicodeChar "}"
    private static func withoutEscapes(_ value: String) -> String {
        let bytes = Array(value.utf8)
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == ASCII.backslash, bytes.count - index > 4,
                bytes[index + 1] == 0x78, bytes[index + 2] == 0x7B
            {
                var scalar: UInt32 = 0
                var end = index + 3
                while end < bytes.count, end - index < 9, let digit = bytes[end].hexadecimalValue {
                    scalar = scalar << 4 | UInt32(digit)
                    end += 1
                }
                if end < bytes.count, end > index + 3, bytes[end] == 0x7D, scalar > 0x1F {
                    output.appendScalar(scalar)
                    index = end + 1
                    continue
                }
            }
            output.append(bytes[index])
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }
}
