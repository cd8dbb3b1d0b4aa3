// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// Builds a header field and folds it as it grows (RFC 5322 section 2.2.3).
    struct FoldedField {
        /// At most 78 bytes per line if possible (RFC 5322 section 2.1.1).
        private static let lineLimit = 78
        /// At most 76 bytes per line with encoded words (RFC 2047 section 2).
        static let encodedLineLimit = 76
        /// At most 900 bytes per word, because with the field name and added characters the line
        /// must stay within the 998 bytes of RFC 5322 section 2.1.1.
        static let wordLimit = 900
        /// At most 64 characters per field name, because the longest names in use have fewer than
        /// half as many.
        private static let nameLimit = 64

        private var bytes: [UInt8]
        /// The number of bytes on the last line.
        private(set) var column: Int
        /// Whether the last line has content that a fold may follow.
        private(set) var hasContent = false
        private var limit = Self.lineLimit

        /// Creates a field without a value; returns nil if the name, without invalid characters, is
        /// empty or too long.
        init?(name: String) {
            self.init(name: Self.validName(name))
        }

        /// Returns a name without the characters that no name may have.
        static func validName(_ name: String) -> [UInt8] {
            // field-name = 1*ftext ; ftext = %d33-57 / %d59-126
            name.utf8.filter { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
        }

        /// Creates a field without a value; returns nil if the valid name is empty or too long.
        init?(name: [UInt8]) {
            guard (1...Self.nameLimit).contains(name.count) else { return nil }
            bytes = name + [UInt8(ascii: ":")]
            column = bytes.count
        }

        /// The field with its final line ending.
        var line: [UInt8] {
            bytes + [0x0A]
        }

        /// Returns whether this many bytes fit on the line.
        func fits(_ count: Int) -> Bool {
            column + count <= limit
        }

        /// Appends a space and a word, on a new line if it does not fit.
        ///
        /// The first word always stays on the line of the name, because some programs require that.
        mutating func append(_ word: [UInt8]) {
            if hasContent, !fits(1 + word.count) { breakLine() }
            bytes.append(0x20)
            bytes += word
            column += 1 + word.count
            hasContent = true
        }

        /// Appends a space and an encoded word whose length already fits.
        mutating func append(encodedWord: [UInt8]) {
            append(encodedWord)
            limit = Self.encodedLineLimit
        }

        /// Starts a new line; a word must follow.
        mutating func breakLine() {
            bytes.append(0x0A)
            column = 0
            hasContent = false
            limit = Self.lineLimit
        }

        /// Splits bytes into words at white space and control characters.
        static func words(of bytes: some Sequence<UInt8>) -> [[UInt8]] {
            bytes.split { $0 <= 0x20 || $0 == 0x7F }.map(Array.init)
        }
    }
}

// Text and phrases.
extension MessageComposer.FoldedField {
    // unstructured = (*([FWS] VCHAR) *WSP)
    /// Appends free text; encodes the part from the first to the last word that needs encoding.
    mutating func append(unstructured value: String) {
        let words = Self.words(of: value.utf8)
        guard let first = words.firstIndex(where: Self.needsEncoding),
            let last = words.lastIndex(where: Self.needsEncoding)
        else {
            for word in words { append(word) }
            return
        }
        for word in words[..<first] { append(word) }
        append(encoding: Self.joined(words[first...last]))
        for word in words[(last + 1)...] { append(word) }
    }

    // phrase = 1*word ; word = atom / quoted-string
    /// Appends the display name of an address as words, quoted or encoded.
    ///
    /// - Returns: Whether the name contains any words.
    mutating func append(phrase: String) -> Bool {
        let words = Self.words(of: phrase.utf8)
        guard !words.isEmpty else { return false }
        if words.contains(where: Self.needsEncoding) {
            append(encoding: Self.joined(words[...]))
        } else if words.allSatisfy({ $0.allSatisfy(\.isAtomText) }) {
            for word in words { append(word) }
        } else {
            for (index, word) in words.enumerated() {
                var quoted = MessageComposer.escaped(word)
                if index == 0 { quoted.insert(UInt8(ascii: "\""), at: 0) }
                if index == words.count - 1 { quoted.append(UInt8(ascii: "\"")) }
                append(quoted)
            }
        }
        return true
    }

    /// Whether a word must be encoded.
    ///
    /// A word is encoded if it is not ASCII, could be mistaken for an encoded word, or is too long
    /// for a line (half the limit, because quoting may double the length).
    private static func needsEncoding(_ word: [UInt8]) -> Bool {
        if word.count > wordLimit / 2 { return true }
        if word.contains(where: { $0 >= 0x80 }) { return true }
        // These are plain loops, because the first use of a generic sequence costs a fresh process
        // more than a message.
        var index = 1
        while index < word.count {
            if word[index - 1] == UInt8(ascii: "="), word[index] == UInt8(ascii: "?") {
                return true
            }
            index += 1
        }
        return false
    }

    /// Joins words with single spaces.
    private static func joined(_ words: ArraySlice<[UInt8]>) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in words {
            if !bytes.isEmpty { bytes.append(0x20) }
            bytes += word
        }
        return bytes
    }
}
