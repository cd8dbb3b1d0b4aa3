// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).
enum MessageIdentifiers {
    /// Returns the identifiers in a value, without angle brackets and blanks.
    ///
    ///     msg-id = [CFWS] "<" id-left "@" id-right ">" [CFWS]
    ///
    /// Text outside angle brackets is a phrase of RFC 822 and ignored. A value without angle
    /// brackets is one identifier, because some programs omit them. Empty brackets are no
    /// identifier. Encoded words are decoded if no angle brackets are outside them:
    /// `=?utf-8?q?=3Ca=40b=2Eexample=3E?=`, because Python's `email` writes long identifiers so.
    static func list(_ bytes: [UInt8], limit: Int) -> [String] {
        if hasEncodedWord(bytes), !hasBracketsOutsideWords(bytes) {
            let decoded = Array(UnstructuredText.decode(bytes, fallback: .ascii).utf8)
            return plainList(decoded, limit: limit)
        }
        return plainList(bytes, limit: limit)
    }

    private static func plainList(_ bytes: [UInt8], limit: Int) -> [String] {
        var found: [String] = []
        var start: Int?
        var hasBrackets = false
        for index in bytes.indices {
            if bytes[index] == ASCII.less {
                start = index + 1
            } else if bytes[index] == ASCII.greater, let begin = start {
                let id = text(bytes[begin..<index])
                if !id.isEmpty { found.append(id) }
                start = nil
                hasBrackets = true
                if found.count >= limit { return found }
            }
        }
        guard !hasBrackets else { return found }
        let whole = text(bytes[(start ?? 0)...])
        return whole.isEmpty ? [] : [whole]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        CharacterSet.ascii.decode(bytes.filter { !$0.isBlankOrLineEnd && $0 != ASCII.greater })
    }

    private static func hasEncodedWord(_ bytes: [UInt8]) -> Bool {
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == ASCII.question, previous == ASCII.equals { return true }
            previous = byte
        }
        return false
    }

    /// Returns whether a pair of angle brackets is outside encoded words.
    private static func hasBracketsOutsideWords(_ bytes: [UInt8]) -> Bool {
        var index = 0
        var isOpen = false
        var mayHaveWords = true
        while index < bytes.count {
            let byte = bytes[index]
            if byte == ASCII.less {
                isOpen = true
            } else if byte == ASCII.greater, isOpen {
                return true
            } else if mayHaveWords, byte == ASCII.equals, index + 1 < bytes.count,
                bytes[index + 1] == ASCII.question
            {
                switch EncodedWord.scan(bytes, at: index) {
                case .none: break
                case .unterminated: mayHaveWords = false
                case .found(let word):
                    index = word.end
                    continue
                }
            }
            index += 1
        }
        return false
    }
}
