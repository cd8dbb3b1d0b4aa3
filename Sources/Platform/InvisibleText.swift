// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Removes invisible characters that do no harm, such as soft hyphens and zero width spaces.
///
/// Programs write them into long words and numbers, and newsletters fill the space after their
/// preview text with them. A reader would see nothing, or a sign for an unknown character. Tags
/// and variation selectors can also hide a whole text.
package enum InvisibleText {
    /// Returns the text without invisible characters.
    ///
    /// U+200C and U+200D remain inside words and emoji, because they are spelling in Persian, in
    /// Indic scripts and in families of emoji; so do variation selectors, the fillers
    /// of Korean syllables, and the tags in the flags of England, Scotland and Wales. A line of
    /// nothing else is removed, and filler between words becomes one space.
    ///
    /// - Parameter text: The text, of any number of lines.
    /// - Returns: The text itself if it has none of these characters.
    package static func removed(from text: String) -> String {
        guard mayContain(text.utf8Span.span) else { return text }
        let scalars = Array(text.unicodeScalars)
        var output = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let spelled = spelledLength(scalars, index)
            guard spelled == 0 else {
                output += scalars[index..<(index + spelled)]
                index += spelled
                continue
            }
            let start = index
            while index < scalars.count, spelledLength(scalars, index) == 0 { index += 1 }
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

    /// Returns the number of scalars that remain at a place; 0 for a blank, a joiner or an invisible
    /// character, which ``kept(_:after:before:)`` handles or which is removed.
    private static func spelledLength(_ scalars: [Unicode.Scalar], _ index: Int) -> Int {
        let scalar = scalars[index]
        guard scalar.value >= 0x80 else { return isBlank(scalar) ? 0 : 1 }
        if scalar == FlagTags.flag { return 1 + FlagTags.length(scalars, after: index) }
        return isFiller(scalar) && !InvisibleSpelling.has(scalars, index) ? 0 : 1
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
                case 0xE1:
                    second == 0x85 && (0x9F...0xA0).contains(third)
                        || second == 0x9E && (0xB4...0xB5).contains(third)
                        || second == 0xA0 && (0x8B...0x8F).contains(third)
                case 0xE2:
                    second == 0x80 && (0x8B...0x8F).contains(third)
                        || second == 0x81 && (0xA0...0xA5).contains(third)
                case 0xE3: second == 0x85 && third == 0xA4
                case 0xEF:
                    second == 0xB8 && third < 0x90 || second == 0xBB && third == 0xBF
                        || second == 0xBE && third == 0xA0
                        || second == 0xBF && (0xB0...0xB8).contains(third)
                case 0xF0:
                    second == 0x9B && third == 0xB2 || second == 0x9D && third == 0x85
                case 0xF3: second == 0xA0
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

    /// Whether Unicode asks programs to show nothing for a character, and it does no harm: soft
    /// hyphens, directional marks, characters without width, fillers, selectors, tags.
    ///
    /// Characters that turn the direction of other text are harmful; see `Terminal.sanitised`.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x80, 0x202A...0x202E, 0x2066...0x206F: false
        default: scalar.properties.isDefaultIgnorableCodePoint
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
