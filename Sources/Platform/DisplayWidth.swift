// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Terminal {
    /// How many cells a terminal needs for a text.
    ///
    /// East Asian wide characters and emoji take two, combining and invisible ones none.
    ///
    /// - Parameter text: Text of one line.
    /// - Returns: Cells.
    package static func displayWidth(of text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// A text cut to a width; what was cut has an ellipsis at its end.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The most cells that it may take.
    /// - Returns: The text itself if it fits; empty if the width is 0 or less.
    package static func truncated(_ text: String, toWidth width: Int) -> String {
        guard width > 0 else { return "" }
        var used = 0
        var cut = text.startIndex
        for index in text.indices {
            used += Terminal.width(of: text[index])
            guard used <= width else { return text[..<cut] + "…" }
            if used <= width - 1 { cut = text.index(after: index) }
        }
        return text
    }

    /// A text filled up with spaces, or cut, to exactly a width.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The cells that it shall take.
    /// - Returns: A table's field.
    package static func fitted(_ text: String, toWidth width: Int) -> String {
        let cut = truncated(text, toWidth: width)
        return cut + String(repeating: " ", count: max(width - displayWidth(of: cut), 0))
    }

    /// The cells of one character as a reader sees it.
    private static func width(of character: Character) -> Int {
        var sum = 0
        for scalar in character.unicodeScalars {
            // Of a sequence of emoji one picture is shown; the variation selector asks for a
            // picture too, as in a red heart. Letters that make up one character stand side by
            // side.
            if scalar.properties.isEmojiPresentation { return 2 }
            if scalar.value == 0xFE0F && sum > 0 { return 2 }
            sum += width(of: scalar)
        }
        return sum
    }

    /// The cells of one code point.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 {
            return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1
        }
        // The vowels and final consonants that are put together with a Hangul syllable's start.
        if (0x1160...0x11FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        return wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// The ranges of Unicode's EastAsianWidth.txt that are wide or full-width, without the emoji.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
        0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
        0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
