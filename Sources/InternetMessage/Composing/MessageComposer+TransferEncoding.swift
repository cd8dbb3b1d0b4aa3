// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// Content-Transfer-Encoding (RFC 2045 section 6)
extension MessageComposer {
    /// At most 998 bytes per line of a message (RFC 5322 section 2.1.1).
    private static let lineLimit = 998
    /// At most 76 bytes per line in quoted-printable and base64 (RFC 2045 section 6.7, 6.8).
    private static let encodedLineLimit = 76

    /// Converts text to UTF-8 with a line feed for every line ending, and after the last line.
    static func lines(of text: String) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.utf8.count + 1)
        var afterReturn = false
        for byte in text.utf8 {
            if byte == 0x0D {
                lines.append(0x0A)
            } else if byte != 0x0A || !afterReturn {
                lines.append(byte)
            }
            afterReturn = byte == 0x0D
        }
        if let last = lines.last, last != 0x0A { lines.append(0x0A) }
        return lines
    }

    /// Whether lines are 7bit data: ASCII without NUL, with no line too long.
    static func canTravelAsIs(_ lines: [UInt8]) -> Bool {
        lines.allSatisfy { $0 < 0x80 } && canTravelInEightBits(lines)
    }

    /// Whether lines are 8bit data: without NUL, with no line too long (RFC 2045 section 2.8).
    static func canTravelInEightBits(_ lines: [UInt8]) -> Bool {
        var length = 0
        for byte in lines {
            guard byte != 0, length <= lineLimit else { return false }
            length = byte == 0x0A ? 0 : length + 1
        }
        return length <= lineLimit
    }

    /// Encodes lines in quoted-printable (RFC 2045 section 6.7).
    ///
    /// Text that mail programs are known to change is also escaped: a full stop or `From ` at the
    /// start of a line.
    static func quotedPrintable(_ lines: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(lines.count + lines.count / 2)
        for line in lines.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var column = 0
            for (index, byte) in zip(line.indices, line) {
                let isLast = index == line.endIndex - 1
                let isFirst = index == line.startIndex
                let isPlain =
                    switch byte {
                    case 0x20, 0x09: !isLast
                    case UInt8(ascii: "="): false
                    case UInt8(ascii: "."): !isFirst
                    case UInt8(ascii: "F"): !isFirst || !line.starts(with: "From ".utf8)
                    case 0x21...0x7E: true
                    default: false
                    }
                let count = isPlain ? 1 : 3
                // The last character of a line needs no space for a soft line break after it.
                if column + count > encodedLineLimit - (isLast ? 0 : 1) {
                    output.append(UInt8(ascii: "="))
                    output.append(0x0A)
                    column = 0
                }
                if isPlain { output.append(byte) } else { appendHexadecimal(byte, to: &output) }
                column += count
            }
            output.append(0x0A)
        }
        // Splitting returned an empty line after the last line ending.
        output.removeLast()
        return output
    }

    /// Encodes lines in base64, with CRLF as line endings (RFC 2045 section 6.8).
    static func base64Lines(_ lines: [UInt8]) -> [UInt8] {
        wrappedBase64(travelling(lines))
    }

    /// Encodes bytes in base64, in lines.
    static func wrappedBase64(_ bytes: [UInt8]) -> [UInt8] {
        let encoded = base64(bytes)
        var output: [UInt8] = []
        output.reserveCapacity(encoded.count + encoded.count / encodedLineLimit + 1)
        for start in stride(from: 0, to: encoded.count, by: encodedLineLimit) {
            output += encoded[start..<min(start + encodedLineLimit, encoded.count)]
            output.append(0x0A)
        }
        return output
    }

    /// Returns the length of the result of ``base64Lines(_:)``.
    static func base64LinesCount(_ lines: [UInt8]) -> Int {
        let characters = (lines.count + lines.count { $0 == 0x0A } + 2) / 3 * 4
        return characters + (characters + encodedLineLimit - 1) / encodedLineLimit
    }

    /// Replaces each line feed by CRLF.
    static func travelling(_ bytes: [UInt8]) -> [UInt8] {
        var converted: [UInt8] = []
        converted.reserveCapacity(bytes.count + bytes.count / 32)
        for byte in bytes {
            if byte == 0x0A { converted.append(0x0D) }
            converted.append(byte)
        }
        return converted
    }

    /// Replaces each CRLF by a line feed; returns nil if there are other carriage returns.
    static func withoutReturns(_ bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            guard byte == 0x0D else {
                output.append(byte)
                continue
            }
            guard index + 1 < bytes.count, bytes[index + 1] == 0x0A else { return nil }
        }
        return output
    }

    /// Encodes bytes in base64 on one line, with padding (RFC 4648 section 4).
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let span = bytes.span
        var output: [UInt8] = []
        output.reserveCapacity((span.count + 2) / 3 * 4)
        var index = 0
        while index < span.count {
            let count = min(3, span.count - index)
            var bits: UInt32 = 0
            for offset in 0..<3 {
                bits = bits << 8 | (offset < count ? UInt32(span[index + offset]) : 0)
            }
            for place in 0..<4 {
                let digit = alphabet[Int(bits >> UInt32(18 - 6 * place)) & 0x3F]
                output.append(place > count ? UInt8(ascii: "=") : digit)
            }
            index += 3
        }
        return output
    }

    /// Appends a byte as `=` and two hexadecimal digits.
    static func appendHexadecimal(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "="))
        appendDigits(byte, to: &output)
    }

    /// Appends a byte's two hexadecimal digits.
    static func appendDigits(_ byte: UInt8, to output: inout [UInt8]) {
        output.append(hexadecimalDigit(byte >> 4))
        output.append(hexadecimalDigit(byte & 0x0F))
    }

    private static func hexadecimalDigit(_ number: UInt8) -> UInt8 {
        number < 10 ? UInt8(ascii: "0") + number : UInt8(ascii: "A") - 10 + number
    }
}
