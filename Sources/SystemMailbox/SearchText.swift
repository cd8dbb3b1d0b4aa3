// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What of an email can be searched for, prepared so that words are found.
package struct SearchText: Equatable {
    /// The parts of an email that are searched, in their order in the index.
    package enum Column: String, CaseIterable {
        /// A part of an email.
        case subject, author, recipients, attachments, body
    }

    /// The name of the index.
    package static let index = "email_text"
    /// The most of a body that is searched, in bytes: a thousand times a usual one, and what more
    /// there is are logs and lists.
    package static let bodyLimitInBytes = 262_144
    /// The most of all names of attachments, in bytes.
    package static let attachmentsLimitInBytes = 16_384

    /// The text of each column.
    package var columns: [Column: String] = [:]

    /// The text of a column; empty where there is none.
    package subscript(_ column: Column) -> String {
        get { columns[column] ?? "" }
        set { columns[column] = Self.spaced(newValue) }
    }

    /// How many bytes it is in all.
    package var size: Int { columns.values.reduce(0) { $0 + $1.utf8.count } }

    /// A text with each sign of scripts that put no spaces between words as a word of its own.
    ///
    /// Else a sentence would be one word to the index. What is looked for is spaced likewise, and
    /// then is a phrase. NUL, which ends texts in C, becomes a space, too.
    package static func spaced(_ text: String) -> String {
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

    /// Whether the index finds anything of a text: letters, digits, or what a user made up.
    package static func hasWords(_ text: String) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter,
                .otherLetter, .decimalNumber, .letterNumber, .otherNumber, .privateUse:
                true
            default: false
            }
        }
    }

    /// Kana, ideographs of China, Japan and Korea, Thai, Lao, Burmese and Khmer letters.
    private static func isWordOfItsOwn(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0xDFF: false
        case 0x0E01...0x0E30, 0x0E81...0x0EB0, 0x1000...0x102A, 0x1780...0x17A2: true
        case 0x3041...0x3096, 0x30A1...0x30FC, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x323AF:
            true
        default: false
        }
    }
}
