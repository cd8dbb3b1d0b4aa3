// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value of a report with its type, such as `rfc822; a@b.example` (RFC 3464 section 2.1.2).
public struct ReportValue: Sendable, Hashable {
    /// What the value is in lower case, such as `rfc822`, `dns` or `smtp`; empty when not told.
    public let type: String
    /// The value without its type: blanks at the ends removed, folds undone.
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

    /// The text of a field of a report: one space for runs of blanks, encoded words decoded.
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

    /// The address that the value is; nil for another type, or when it can't be read.
    ///
    /// Addresses of type `utf-8` come as they are or with `\x{...}` for their characters (RFC 6533
    /// section 3), and both are read.
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
