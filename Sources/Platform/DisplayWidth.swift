// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Terminal {
    /// Returns the number of cells that a terminal needs for a text.
    ///
    /// East Asian wide characters and emoji take two cells; combining and invisible characters take
    /// none.
    ///
    /// - Parameter text: Text of one line.
    /// - Returns: The number of cells.
    package static func displayWidth(of text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return text.reduce(0) { $0 + width(of: $1) }
    }

    /// Returns a text truncated to a width; truncated text ends with an ellipsis.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The maximum number of cells.
    /// - Returns: The text itself if it fits; an empty string if the width is 0 or less.
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

    /// Returns a text padded with spaces, or truncated, to an exact width.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The exact number of cells.
    /// - Returns: The text for a table cell.
    package static func fitted(_ text: String, toWidth width: Int) -> String {
        let cut = truncated(text, toWidth: width)
        return cut + String(repeating: " ", count: max(width - displayWidth(of: cut), 0))
    }

    /// Returns the number of cells of one user-perceived character.
    private static func width(of character: Character) -> Int {
        var sum = 0
        for scalar in character.unicodeScalars {
            // A sequence of emoji is shown as one picture. The variation selector also requests a
            // picture, as for a red heart. Letters that form one character are shown side by side.
            if scalar.properties.isEmojiPresentation { return 2 }
            if scalar.value == 0xFE0F && sum > 0 { return 2 }
            sum += width(of: scalar)
        }
        return sum
    }

    /// Returns the number of cells of one code point.
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 {
            return value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD ? 0 : 1
        }
        // The vowels and final consonants that combine with the start of a Hangul syllable.
        if (0x1160...0x11FF).contains(value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        return wide.contains { $0.contains(value) } ? 2 : 1
    }

    /// The wide and full-width ranges of Unicode's EastAsianWidth.txt, without emoji.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
        0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265,
        0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
