// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Scans the bytes of a structured header field (RFC 5322 section 3.2).
struct StructuredScanner {
    let bytes: [UInt8]
    var position: Int
    let end: Int
    /// Set when a quote or parenthesis is known to be unmatched, so that it is not searched again.
    private var hasNoMoreQuotes = false
    private var hasNoMoreComments = false

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { position >= end }

    /// The current byte; nil at the end.
    var current: UInt8? { position < end ? bytes[position] : nil }

    /// Skips blanks, line endings and comments; returns whether there were any.
    @discardableResult
    mutating func skipCommentsAndBlanks() -> Bool {
        let start = position
        while position < end {
            if bytes[position].isBlankOrLineEnd {
                position += 1
            } else if bytes[position] != ASCII.leftParenthesis || takeComment() == nil {
                break
            }
        }
        return position > start
    }

    /// Skips blanks and line endings.
    mutating func skipBlanks() {
        while position < end, bytes[position].isBlankOrLineEnd { position += 1 }
    }

    /// Skips a comment and returns the range between its outer parentheses.
    ///
    /// Returns nil, without moving, if the comment is not closed.
    mutating func takeComment() -> Range<Int>? {
        guard !hasNoMoreComments, current == ASCII.leftParenthesis else { return nil }
        var depth = 0
        var index = position
        while index < end {
            switch bytes[index] {
            case ASCII.backslash: index += 1
            case ASCII.leftParenthesis: depth += 1
            case ASCII.rightParenthesis:
                depth -= 1
                if depth == 0 {
                    let inside = position + 1..<index
                    position = index + 1
                    return inside
                }
            default: break
            }
            index += 1
        }
        hasNoMoreComments = true
        return nil
    }

    /// Skips a quoted string and returns the range between its quotes.
    ///
    /// Returns nil, without moving, if the string is not closed.
    mutating func takeQuotedString() -> Range<Int>? {
        guard !hasNoMoreQuotes, current == ASCII.quote else { return nil }
        var index = position + 1
        while index < end {
            if bytes[index] == ASCII.backslash {
                index += 1
            } else if bytes[index] == ASCII.quote {
                let inside = position + 1..<index
                position = index + 1
                return inside
            }
            index += 1
        }
        hasNoMoreQuotes = true
        return nil
    }

    /// Skips a MIME token (RFC 2045 5.1) and returns its range, which may be empty.
    mutating func takeToken() -> Range<Int> {
        let start = position
        while position < end, Self.isTokenByte(bytes[position]) { position += 1 }
        return start..<position
    }

    /// Skips this byte if it is the current one; returns whether it is.
    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F: false
        case ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.less, ASCII.greater, ASCII.at,
            ASCII.comma, ASCII.semicolon, ASCII.colon, ASCII.backslash, ASCII.quote, ASCII.slash,
            ASCII.leftBracket, ASCII.rightBracket, ASCII.question, ASCII.equals:
            false
        default: true
        }
    }
}

extension Array where Element == UInt8 {
    /// Appends the content of a quoted string or comment, with quoted pairs decoded and line
    /// endings removed.
    func appendUnquoted(_ range: Range<Int>, to output: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = self[index]
            if byte == ASCII.backslash, index + 1 < range.upperBound {
                index += 1
                output.append(self[index])
            } else if byte != ASCII.lineFeed, byte != ASCII.carriageReturn {
                output.append(byte)
            }
            index += 1
        }
    }
}
