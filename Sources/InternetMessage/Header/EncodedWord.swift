// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An encoded word (RFC 2047 section 2, RFC 2231 section 5).
///
///     encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?="
struct EncodedWord {
    /// The result of scanning at a `=?`.
    enum Scan {
        case none
        /// There is no further `?=` in the bytes.
        case unterminated
        case found(EncodedWord)
    }

    /// The charset in lower case, without a language.
    var charset: String
    var isBase64: Bool
    var text: Range<Int>
    /// The position after the closing `?=`.
    var end: Int

    static func scan(_ bytes: [UInt8], at start: Int) -> Scan {
        let end = bytes.count
        var index = start + 2
        var charsetEnd = -1
        while index < end, index - start < FixedLimits.charsetNameBytes,
            bytes[index] != ASCII.question
        {
            if bytes[index] == ASCII.asterisk, charsetEnd < 0 { charsetEnd = index }
            if bytes[index] <= ASCII.space { return .none }
            index += 1
        }
        guard index + 2 < end, bytes[index] == ASCII.question,
            bytes[index + 2] == ASCII.question
        else { return .none }
        if charsetEnd < 0 { charsetEnd = index }
        guard charsetEnd > start + 2 else { return .none }
        let encoding = bytes[index + 1].lowercased
        guard encoding == 0x62 || encoding == 0x71 else { return .none }
        let textStart = index + 3
        index = textStart
        while index + 1 < end {
            if bytes[index] == ASCII.question, bytes[index + 1] == ASCII.equals {
                return .found(
                    EncodedWord(
                        charset: bytes.span.lowercased(start + 2..<charsetEnd),
                        isBase64: encoding == 0x62, text: textStart..<index, end: index + 2))
            }
            index += 1
        }
        return .unterminated
    }

    /// Appends the decoded bytes of the word, in its charset.
    func appendBytes(of bytes: [UInt8], to output: inout [UInt8]) {
        if isBase64 {
            output += Base64Decoder.decode(bytes.span, text)
            return
        }
        var index = text.lowerBound
        while index < text.upperBound {
            let byte = bytes[index]
            if byte == ASCII.underscore {
                output.append(ASCII.space)
            } else if byte == ASCII.equals, text.upperBound - index > 2,
                let high = bytes[index + 1].hexadecimalValue,
                let low = bytes[index + 2].hexadecimalValue
            {
                output.append(high << 4 | low)
                index += 2
            } else {
                output.append(byte)
            }
            index += 1
        }
    }
}
