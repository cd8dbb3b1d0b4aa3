// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// A header field being written, folded as it grows (RFC 5322 section 2.2.3).
    struct FoldedField {
        /// How many bytes a line should have at most (RFC 5322 section 2.1.1).
        private static let lineLimit = 78
        /// How many bytes a line with encoded words may have (RFC 2047 section 2).
        static let encodedLineLimit = 76
        /// How many bytes a word may have: with a name before it, and what is put around it, its
        /// line stays within the 998 of RFC 5322 section 2.1.1.
        static let wordLimit = 900
        /// How many characters a name may have: none in use has half as many.
        private static let nameLimit = 64

        private var bytes: [UInt8]
        /// How many bytes the last line has.
        private(set) var column: Int
        /// Whether the last line holds anything that may be followed by a fold.
        private(set) var hasContent = false
        private var limit = Self.lineLimit

        /// A field without a value; nil if the name, without what no name has, is empty or too long.
        init?(name: String) {
            // field-name = 1*ftext ; ftext = %d33-57 / %d59-126
            let name = name.utf8.filter { (33...126).contains($0) && $0 != UInt8(ascii: ":") }
            guard (1...Self.nameLimit).contains(name.count) else { return nil }
            bytes = name + [UInt8(ascii: ":")]
            column = bytes.count
        }

        /// The field with its last line end.
        var line: [UInt8] {
            bytes + [0x0A]
        }

        /// Whether so many bytes still fit on the line.
        func fits(_ count: Int) -> Bool {
            column + count <= limit
        }

        /// Appends a space and a word, on a new line if it doesn't fit; the first word always
        /// stands beside the name, for not every program looks for it below.
        mutating func append(_ word: [UInt8]) {
            if hasContent, !fits(1 + word.count) { breakLine() }
            bytes.append(0x20)
            bytes += word
            column += 1 + word.count
            hasContent = true
        }

        /// Appends a space and an encoded word, which its maker cut to fit.
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

        /// The words between white space and control characters.
        static func words(of bytes: some Sequence<UInt8>) -> [[UInt8]] {
            bytes.split { $0 <= 0x20 || $0 == 0x7F }.map(Array.init)
        }
    }
}

// Text and phrases.
extension MessageComposer.FoldedField {
    // unstructured = (*([FWS] VCHAR) *WSP)
    /// Appends free text: as it is up to the first word that needs encoding and from the last one
    /// on, encoded between.
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
    /// Appends the name of an address as words, quoted or encoded.
    ///
    /// - Returns: Whether there was anything to append.
    mutating func append(phrase: String) -> Bool {
        let words = Self.words(of: phrase.utf8)
        guard !words.isEmpty else { return false }
        if words.contains(where: Self.needsEncoding) {
            append(encoding: Self.joined(words[...]))
        } else if words.allSatisfy({ $0.allSatisfy(MessageComposer.isAtomText) }) {
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

    /// Whether a word can't stand as it is.
    ///
    /// It isn't ASCII, it could be taken for an encoded word, or it is too long for a line (half the
    /// limit, for quoting may double it).
    private static func needsEncoding(_ word: [UInt8]) -> Bool {
        if word.count > wordLimit / 2 { return true }
        if word.contains(where: { $0 >= 0x80 }) { return true }
        // Loops of its own here and below: generic sequences met for the first time cost a fresh
        // process more than a message.
        var index = 1
        while index < word.count {
            if word[index - 1] == UInt8(ascii: "="), word[index] == UInt8(ascii: "?") {
                return true
            }
            index += 1
        }
        return false
    }

    /// The words with a space between each two.
    private static func joined(_ words: ArraySlice<[UInt8]>) -> [UInt8] {
        var bytes: [UInt8] = []
        for word in words {
            if !bytes.isEmpty { bytes.append(0x20) }
            bytes += word
        }
        return bytes
    }
}
