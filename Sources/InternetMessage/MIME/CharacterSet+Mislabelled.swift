// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// Many programs write UTF-8 and label it with the charset of their site.
extension CharacterSet {
    /// The number of UTF-8 sequences that show that text in another charset is UTF-8.
    ///
    /// One or two may be what the sender wrote, as in a text about broken letters.
    private static let evidence = 3

    /// The length from which a UTF-8 sequence is evidence, in bytes; nil if none is.
    ///
    /// Words in GB 18030 and Shift_JIS may look like sequences of two bytes, which count there only
    /// inside a Latin word. Thai charsets have letters at all bytes of a sequence.
    private var evidentBytes: Int? {
        switch self {
        case .windows1252: 2
        case .other(let name):
            switch name {
            case "gb18030", "cp932": 3
            case "macintosh", "viscii", "pt154", "rk1048", "armscii-8": 2
            default: isSingleByteFamily(name) ? 2 : nil
            }
        case .ascii, .utf8, .iso2022jp, .hz: nil
        }
    }

    private func isSingleByteFamily(_ name: String) -> Bool {
        if ["iso-8859-", "windows-125", "koi8", "mac-"].contains(where: name.hasPrefix) {
            return true
        }
        guard name.hasPrefix("cp"), let number = Int(name.dropFirst(2)) else { return false }
        switch number {
        case 437, 720, 737, 775, 850...869, 1124, 1125, 1131: return true
        default: return false
        }
    }

    /// Whether text with this label may be UTF-8.
    var isOftenMislabelled: Bool { evidentBytes != nil }

    /// Whether a character has at least 16 bits, so that ASCII text is not read as it is.
    var hasSixteenBits: Bool {
        guard case .other(let name) = self else { return false }
        return ["utf-16", "utf16", "ucs-2", "unicode"].contains(where: name.hasPrefix)
    }

    /// The result of comparing bytes with UTF-8.
    struct UTF8Evidence {
        /// Whether all bytes are well-formed UTF-8.
        private(set) var isPossible = true
        private var count = 0
        private let minimumBytes: Int

        /// Begins to compare text that is labelled with this charset.
        init?(against charset: CharacterSet) {
            guard let minimum = charset.evidentBytes else { return nil }
            minimumBytes = minimum
        }

        /// Whether there are enough sequences, and nothing is evidence against UTF-8.
        var isClear: Bool { isPossible && count >= CharacterSet.evidence }

        /// Compares the next bytes, which end between characters.
        mutating func add(_ bytes: ArraySlice<UInt8>) {
            guard isPossible else { return }
            guard CharacterSet.isValidUTF8(bytes) else {
                isPossible = false
                return
            }
            for index in bytes.indices where bytes[index] >= 0xC0 {
                // U+FFFD is not a letter: it shows that another program lost one.
                if bytes[index...].starts(with: [0xEF, 0xBF, 0xBD]) { continue }
                // The first byte of a sequence of more than two bytes is at least 0xE0.
                guard
                    minimumBytes == 2 || bytes[index] >= 0xE0
                        || CharacterSet.isInLatinWord(bytes, index)
                else { continue }
                count += 1
                if count >= CharacterSet.evidence { return }
            }
        }
    }

    /// Returns whether the two bytes at this place are a Latin letter beside an ASCII letter, as in
    /// `Köln`; words in GB 18030 and Shift_JIS seldom touch ASCII letters.
    private static func isInLatinWord(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
        guard (0xC3...0xC5).contains(bytes[index]) else { return false }
        return [index - 1, index + 2].contains { place in
            bytes.indices.contains(place) && bytes[place].isLetter
        }
    }

    /// Returns UTF-8 if text with this label clearly is UTF-8, otherwise the charset itself.
    func corrected(for bytes: ArraySlice<UInt8>) -> CharacterSet {
        guard var evidence = UTF8Evidence(against: self) else { return self }
        evidence.add(bytes)
        return evidence.isClear ? .utf8 : self
    }
}
