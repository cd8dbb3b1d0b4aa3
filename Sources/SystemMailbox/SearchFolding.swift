// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Compares text as searches and filters do: without regard to case and accents.
///
/// Email is indexed in this form, and queries are asked in it, because no database has a rule that
/// fits all scripts: FTS5 removes accents from Latin letters only and keeps `ł`, `ø` and `ß`.
package enum SearchFolding {
    /// Returns a form of a text that is equal for texts that differ only in case, in accents, or in
    /// characters that are not seen.
    ///
    /// - Accents, strokes and ligatures: `é` is `e`, `ł` is `l`, `æ` is `ae`, `ß` is `ss`, `ё` is
    ///   `е`; the points of Hebrew and Arabic are left out.
    /// - A soft hyphen, a joiner and other characters without a picture are left out.
    /// - Text is equal whether it is written with composed characters or with combining ones.
    /// - Vowel signs of Indic and South East Asian scripts stay, because other words have others.
    package static func fold(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text.lowercased() }
        var folded = FoldedText(capacity: text.utf8.count)
        folded.add(text)
        return String(decoding: folded.bytes, as: UTF8.self)
    }

    /// Returns whether a character is left out: an accent, a point, or a character without a
    /// picture.
    static func isLeftOut(_ value: UInt32) -> Bool {
        switch value {
        // Soft hyphen, joiners, marks of direction, variation selectors, tags.
        case 0xAD, 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
            0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF, 0xE0000...0xE0FFF:
            true
        // Combining accents, including those of Cyrillic and Syriac.
        case 0x300...0x36F, 0x483...0x487, 0x711, 0x730...0x74A, 0x1AB0...0x1AFF,
            0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F:
            true
        // Points of Hebrew, but not its punctuation.
        case 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7: true
        // Points and the filler of Arabic.
        case 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x6D6...0x6DC, 0x6DF...0x6E4, 0x6E7,
            0x6E8, 0x6EA...0x6ED, 0x8D3...0x8E1, 0x8E3...0x8FF:
            true
        default: false
        }
    }

    /// Returns the character that a letter and a combining character form, if it is not the letter
    /// with an accent but another letter; nil otherwise.
    static func composed(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
        switch (letter, mark) {
        case (0x438, 0x306): 0x439  // й
        case (0x443, 0x306): 0x45E  // ў
        case (0x456, 0x308): 0x457  // ї
        case (0x648, 0x654): 0x624  // ؤ
        case (0x64A, 0x654): 0x626  // ئ
        case (0x6C1, 0x654), (0x6D2, 0x654): letter + 1  // ۂ, ۓ
        case (0x6D5, 0x654): 0x6C0  // ۀ
        // A kana and its sign for a voiced sound: the voiced kana follows in the table.
        case (0x3046, 0x3099): 0x3094
        case (0x30A6, 0x3099): 0x30F4
        case (0x30EF...0x30F2, 0x3099): letter + 8
        case (0x309D, 0x3099), (0x30FD, 0x3099): letter + 1
        case (0x304B...0x307B, 0x3099), (0x30AB...0x30DB, 0x3099): letter + 1
        case (0x306F...0x307B, 0x309A), (0x30CF...0x30DB, 0x309A): letter + 2
        // A syllable of Korean: initial and vowel, then a final consonant.
        case (0x1100...0x1112, 0x1161...0x1175):
            0xAC00 + ((letter - 0x1100) * 21 + (mark - 0x1161)) * 28
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (letter - 0xAC00) % 28 == 0:
            letter + (mark - 0x11A7)
        default: nil
        }
    }
}

/// The folded form of a text, to which its characters are added one by one.
private struct FoldedText {
    private(set) var bytes: [UInt8] = []
    /// The last character that was added, and where its bytes begin.
    private var last: (value: UInt32, start: Int) = (0, 0)
    /// Characters that stay as they are, each at its last eight bits: a text repeats its letters,
    /// and their properties are looked up slowly.
    private var plain = [UInt32](repeating: 0, count: 256)

    init(capacity: Int) { bytes.reserveCapacity(capacity + capacity / 8) }

    mutating func add(_ text: String) {
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                let isCapital = 0x41...0x5A ~= value
                bytes.append(UInt8(truncatingIfNeeded: isCapital ? value | 0x20 : value))
                last.value = 0
            } else if plain[Int(value & 0xFF)] == value {
                put(scalar)
            } else {
                add(scalar)
            }
        }
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // The wide forms of ASCII in Chinese and Japanese text.
        case 0xFF21...0xFF3A: put(ascii: scalar.value - 0xFEE0 + 0x20)
        case 0xFF01...0xFF5E: put(ascii: scalar.value - 0xFEE0)
        // Combining characters that may form another letter with the last one.
        case 0x306, 0x308, 0x654, 0x1161...0x1175, 0x11A8...0x11C2, 0x3099, 0x309A:
            if let composed = SearchFolding.composed(last.value, scalar.value)
                .flatMap(Unicode.Scalar.init)
            {
                bytes.removeSubrange(last.start...)
                put(composed)
            } else if !putReplacement(of: scalar) {
                put(scalar)
            }
        default:
            guard !putReplacement(of: scalar) else { return }
            if scalar.properties.changesWhenCaseFolded {
                addSmall(scalar)
            } else {
                plain[Int(scalar.value & 0xFF)] = scalar.value
                put(scalar)
            }
        }
    }

    private mutating func addSmall(_ scalar: Unicode.Scalar) {
        for small in scalar.properties.lowercaseMapping.unicodeScalars
        where !putReplacement(of: small) {
            // Upper case makes SS of ß and one letter of the two small sigmas.
            let capital = small.properties.uppercaseMapping
            for letter in capital.unicodeScalars.flatMap({
                $0.properties.lowercaseMapping.unicodeScalars
            }) where !putReplacement(of: letter) { put(letter) }
        }
    }

    /// Adds what replaces a character, or nothing if the character is left out.
    ///
    /// Returns false if nothing replaces it.
    private mutating func putReplacement(of scalar: Unicode.Scalar) -> Bool {
        if SearchFolding.isLeftOut(scalar.value) { return true }
        guard let replacement = SearchFolding.replacements[scalar.value] else { return false }
        last.value = 0
        bytes += replacement
        return true
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        last = (scalar.value, bytes.count)
        for byte in String(scalar).utf8 { bytes.append(byte) }
    }

    private mutating func put(ascii value: UInt32) {
        last.value = 0
        bytes.append(UInt8(truncatingIfNeeded: value))
    }
}
