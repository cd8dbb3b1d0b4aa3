// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Invisible characters that belong to the spelling of the characters beside them.
enum InvisibleSpelling {
    /// Returns whether the invisible character at a place belongs to its neighbours.
    ///
    /// A selector chooses the form of the one character before it. A row of selectors chooses
    /// nothing, and can hide any text.
    static func has(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        let previous = index > 0 ? scalars[index - 1] : nil
        switch scalars[index].value {
        case 0xFE00...0xFE0F:
            return previous.map(hasVariants) ?? false
        case 0xE0100...0xE01EF:
            return previous?.properties.isIdeographic ?? false
        case 0x180B...0x180D, 0x180F:
            return previous.map { (0x1820...0x18AA).contains($0.value) } ?? false
        case 0x115F, 0x1160:
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            return [previous, next].contains { $0.map(isPartOfSyllable) ?? false }
        default: return false
        }
    }

    /// Whether a variation selector may follow: symbols and letters, and of ASCII the characters
    /// of keycaps.
    private static func hasVariants(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x80 else {
            return ("0"..."9").contains(scalar) || scalar == "#" || scalar == "*"
        }
        return !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace
    }

    /// Whether a character is a letter of the Korean script, from which syllables are put together.
    private static func isPartOfSyllable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x115F, 0x1160: false
        case 0x1100...0x11FF, 0xA960...0xA97C, 0xD7B0...0xD7FB: true
        default: false
        }
    }
}

/// The tags (U+E0000 to U+E007F) in flags of emoji.
///
/// All other tags are removed, because they can hide a text in ASCII.
enum FlagTags {
    /// The black flag, with which such a flag begins.
    static let flag: Unicode.Scalar = "\u{1F3F4}"

    /// The regions whose flags are emoji (Unicode Technical Standard 51): England, Scotland, Wales.
    private static let regions = ["gbeng", "gbsct", "gbwls"].map { name in
        name.unicodeScalars.map { $0.value + 0xE0000 } + [0xE007F]
    }

    /// Returns the number of tags that belong to the black flag at a place; 0 if it has none.
    static func length(_ scalars: [Unicode.Scalar], after index: Int) -> Int {
        let rest = scalars[(index + 1)...]
        return regions.first { rest.lazy.map(\.value).starts(with: $0) }?.count ?? 0
    }
}
