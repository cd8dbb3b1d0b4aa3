// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The searchable text of an email, prepared for the full-text index.
package struct SearchText: Equatable {
    /// The parts of an email that are searched, in the order of the index.
    package enum Column: String, CaseIterable {
        /// A part of an email, which is a column of the index.
        case subject, author, recipients, attachments, body
    }

    /// The name of the index.
    package static let index = "email_text"
    /// At most 256 KB of a body are indexed, because longer bodies contain mostly logs and lists.
    ///
    /// A usual body has a thousandth of this size.
    package static let bodyLimitInBytes = 262_144
    /// The maximum length of all attachment names together, in bytes.
    package static let attachmentsLimitInBytes = 16_384

    /// The text of each column.
    package var columns: [Column: String] = [:]

    /// The text of a column; empty if there is none.
    package subscript(_ column: Column) -> String {
        get { columns[column] ?? "" }
        set { columns[column] = Self.words(of: newValue) }
    }

    /// The total size in bytes.
    package var size: Int { columns.values.reduce(0) { $0 + $1.utf8.count } }

    /// Returns a text in the form in which it is indexed and searched for: folded, and with every
    /// character of a script without spaces between words as a separate word.
    ///
    /// Without the spaces the index would take a sentence for one word. Search terms become phrases
    /// in this way. NUL, which terminates strings in C, is replaced by a space.
    package static func words(of text: String) -> String { spaced(SearchFolding.fold(text)) }

    private static func spaced(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == "\0" || isWordOfItsOwn($0) }) else {
            return text
        }
        var spaced = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\0" {
                spaced.append(" ")
            } else if isWordOfItsOwn(scalar) {
                spaced.append(contentsOf: [" ", scalar, " "])
            } else {
                spaced.append(scalar)
            }
        }
        return String(spaced)
    }

    /// Returns whether a text contains characters that the index stores: letters, their signs,
    /// digits and private-use characters.
    package static func hasWords(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber,
                .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// Returns whether a character is a separate word: kana, CJK ideographs, and Thai, Lao, Burmese
    /// and Khmer letters and signs.
    private static func isWordOfItsOwn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0xDFF: false
        case 0x0E01...0x0E3A, 0x0E40...0x0E4E, 0x0E81...0x0ECE, 0x1000...0x103F, 0x1050...0x108F,
            0x1780...0x17D3:
            true
        case 0x3041...0x3096, 0x30A1...0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x323AF:
            true
        default: false
        }
    }
}
