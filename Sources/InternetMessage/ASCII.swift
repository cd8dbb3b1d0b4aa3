// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The ASCII characters used in mail syntax.
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let escape: UInt8 = 0x1B
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let percent: UInt8 = 0x25
    static let ampersand: UInt8 = 0x26
    static let apostrophe: UInt8 = 0x27
    static let leftParenthesis: UInt8 = 0x28
    static let rightParenthesis: UInt8 = 0x29
    static let asterisk: UInt8 = 0x2A
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let hyphen: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let zero: UInt8 = 0x30
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let less: UInt8 = 0x3C
    static let equals: UInt8 = 0x3D
    static let greater: UInt8 = 0x3E
    static let question: UInt8 = 0x3F
    static let at: UInt8 = 0x40
    static let leftBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let rightBracket: UInt8 = 0x5D
    static let underscore: UInt8 = 0x5F
}

extension UInt8 {
    /// Whether the byte is a space or a tab (`WSP` of RFC 5234).
    var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

    /// Whether the byte is a space, tab, line feed or carriage return.
    var isBlankOrLineEnd: Bool {
        isBlank || self == ASCII.lineFeed || self == ASCII.carriageReturn
    }

    /// Whether the byte is an ASCII digit.
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether the byte is an ASCII letter.
    var isLetter: Bool {
        let folded = self | 0x20
        return folded >= 0x61 && folded <= 0x7A
    }

    /// Whether the byte may be part of an atom (`atext` of RFC 5322 section 3.2.3); non-ASCII bytes
    /// may (RFC 6532 section 3.2).
    var isAtomText: Bool {
        switch self {
        case 0x80...0xFF, 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F...0x39, 0x3D, 0x3F,
            0x41...0x5A, 0x5E...0x7E:
            true
        default: false
        }
    }

    /// The byte with an ASCII capital converted to lower case.
    var lowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of a hexadecimal digit; nil for other bytes.
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension Span where Element == UInt8 {
    /// Returns whether the bytes equal `text`, ignoring ASCII case.
    func equalsIgnoringCase(_ text: String) -> Bool {
        guard count == text.utf8.count else { return false }
        var index = 0
        for byte in text.utf8 {
            if self[index].lowercased != byte.lowercased { return false }
            index += 1
        }
        return true
    }

    /// Returns whether `text` occurs at `offset`, ignoring ASCII case.
    func hasIgnoringCase(_ text: String, at offset: Int) -> Bool {
        guard offset >= 0, count - offset >= text.utf8.count else { return false }
        var index = offset
        for byte in text.utf8 {
            if self[index].lowercased != byte.lowercased { return false }
            index += 1
        }
        return true
    }

    /// Returns the range without blanks and line endings at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isBlankOrLineEnd { start += 1 }
        while end > start, self[end - 1].isBlankOrLineEnd { end -= 1 }
        return start..<end
    }

    /// Returns a copy of the bytes in the range, with ASCII capitals converted to lower case.
    func lowercased(_ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        for index in range { bytes.append(self[index].lowercased) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
