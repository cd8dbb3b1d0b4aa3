// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes a String of a text part's bytes.
enum TextBody {
    /// The text with LF line ends and without a byte order mark.
    static func decode(_ bytes: [UInt8], _ charset: CharacterSet) -> String {
        var text: [UInt8] = []
        switch charset {
        case .utf8: text = bytes
        case .ascii where CharacterSet.isValidUTF8(bytes): text = bytes
        default: charset.append(bytes[...], to: &text)
        }
        return String(decoding: withLineFeeds(text), as: UTF8.self)
    }

    /// CRLF and CR become LF; a byte order mark at the start is left out.
    private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
        let hasMark = text.starts(with: [0xEF, 0xBB, 0xBF])
        guard hasMark || text.contains(ASCII.carriageReturn) else { return text }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        let span = text.span
        var index = hasMark ? 3 : 0
        while index < span.count {
            let byte = span[index]
            index += 1
            if byte == ASCII.carriageReturn {
                if index < span.count, span[index] == ASCII.lineFeed { continue }
                output.append(ASCII.lineFeed)
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// The text without white space at its end.
    static func trimmedEnd(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let last = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else {
            return ""
        }
        return String(scalars[...last])
    }
}
