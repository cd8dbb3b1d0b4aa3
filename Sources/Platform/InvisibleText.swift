// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Removes invisible characters that do no harm, such as soft hyphens and zero width spaces.
///
/// Programs write them into long words and numbers, and newsletters fill the space after their
/// preview text with them. A reader would see nothing, or a sign for an unknown character.
package enum InvisibleText {
    /// Returns the text without invisible characters.
    ///
    /// U+200C and U+200D remain inside words and emoji, because they are spelling in Persian, in
    /// Indic scripts and in families of emoji. A line of nothing else is removed, and filler between
    /// words becomes one space.
    ///
    /// - Parameter text: The text, of any number of lines.
    /// - Returns: The text itself if it has none of these characters.
    package static func removed(from text: String) -> String {
        guard mayContain(text.utf8Span.span) else { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            guard scalar.value >= 0x80 || isBlank(scalar), isFiller(scalar) else {
                output.append(scalar)
                index += 1
                continue
            }
            let start = index
            while index < scalars.count, isFiller(scalars[index]) { index += 1 }
            let previous = output.last.flatMap { isLineEnd($0) ? nil : $0 }
            let next = index < scalars.count ? scalars[index] : nil
            let run = scalars[start..<index]
            let isLine = previous == nil && next.map(isLineEnd) ?? true
            if isLine, run.contains(where: { !isBlank($0) }) {
                if next == nil { removeLineEnd(&output) }
                index = afterLineEnd(scalars, index)
            } else {
                output += kept(
                    run, after: previous, before: next.flatMap { isLineEnd($0) ? nil : $0 })
            }
        }
        return String(output)
    }

    /// Returns whether UTF-8 has one of the characters; most text has none, and a delivery should
    /// not look at each of its characters.
    private static func mayContain(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte >= 0xC2, index < bytes.count else { continue }
            let second = bytes[index]
            let third = index + 1 < bytes.count ? bytes[index + 1] : 0
            let isFound =
                switch byte {
                case 0xC2: second == 0xAD
                case 0xCD: second == 0x8F
                case 0xD8: second == 0x9C
                case 0xE1: second == 0xA0 && third == 0x8E
                case 0xE2:
                    second == 0x80 && (0x8B...0x8F).contains(third)
                        || second == 0x81 && (0xA0...0xA4).contains(third)
                case 0xEF: second == 0xBB && third == 0xBF
                default: false
                }
            if isFound { return true }
        }
        return false
    }

    /// Returns what remains of blanks and invisible characters between two others; nil is the end
    /// of a line.
    private static func kept(
        _ run: ArraySlice<Unicode.Scalar>, after previous: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) -> [Unicode.Scalar] {
        let invisible = run.count { !isBlank($0) }
        if invisible == 0 { return Array(run) }
        let joiners = run.filter(isJoiner)
        let isPlain = invisible == run.count
        if isPlain, joiners.count <= joinersAtMost, let previous, let next, isPartOfWord(previous),
            isPartOfWord(next)
        {
            return joiners
        }
        // The form of the last letter of a word may depend on a joiner.
        if invisible == 1, let first = run.first, isJoiner(first), let previous,
            hasForms(previous), isPartOfWord(previous)
        {
            return Array(run)
        }
        if isPlain { return [] }
        if invisible == 1 { return run.filter(isBlank) }
        return previous == nil || next == nil ? [] : [" "]
    }

    /// At most 2 joiners in a row are spelling.
    private static let joinersAtMost = 2

    private static func afterLineEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
        guard index < scalars.count else { return index }
        let isPair =
            scalars[index] == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
        return index + (isPair ? 2 : 1)
    }

    /// Removes the line end before a line that was the last one.
    private static func removeLineEnd(_ output: inout String.UnicodeScalarView) {
        guard let last = output.last else { return }
        output.removeLast()
        if last == "\n", output.last == "\r" { output.removeLast() }
    }

    private static func isFiller(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || isJoiner(scalar) || isInvisible(scalar)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09: true
        case 0..<0x80: false
        default: scalar.properties.isWhitespace && !isLineEnd(scalar)
        }
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200C || scalar.value == 0x200D
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD: true  // soft hyphen
        case 0x034F: true  // combining grapheme joiner
        case 0x061C, 0x200E, 0x200F: true  // directional marks
        case 0x180E, 0x200B: true  // spaces without width
        case 0x2060...0x2064: true  // word joiner, invisible operators
        case 0xFEFF: true  // byte order mark
        default: false
        }
    }

    /// Whether a joiner beside this character may be spelling: letters, marks, emoji, and digits
    /// other than those of ASCII, which Persian joins to words.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark:
            true
        default:
            scalar.value >= 0x80
                && (scalar.properties.isEmoji || scalar.properties.numericType == .decimal)
        }
    }

    /// Whether letters of the script have several forms: Arabic to Mongolian.
    private static func hasForms(_ scalar: Unicode.Scalar) -> Bool {
        (0x0600..<0x1900).contains(scalar.value) && !(0x0E00..<0x0E80).contains(scalar.value)
            && !(0x10A0..<0x1780).contains(scalar.value)
    }
}
