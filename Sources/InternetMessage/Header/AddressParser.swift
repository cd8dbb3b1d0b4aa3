// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses address lists as they occur in mail (RFC 5322 sections 3.4 and 4.4).
///
///     address-list = (address / "") *("," (address / ""))
///     address      = [phrase] "<" [route] addr-spec ">" / addr-spec / phrase ":" [list] ";"
///
/// A comment after an address without `<` is its display name. A phrase may contain dots, `@` and
/// raw bytes.
struct AddressParser {
    private var scanner: StructuredScanner
    private let limit: Int
    private var found: [Address] = []
    /// The words before `<` as a display name, without quotes.
    private var phrase: [UInt8] = []
    /// The same words as an address: without blanks around dots and `@`, with quotes.
    private var bare: [UInt8] = []
    private var wordCount = 0
    /// Whether the words contain an `@`, so that a colon after them does not end a group name.
    private var hasAt = false
    private var comment: [UInt8] = []
    private var angle: [UInt8]?

    init(_ bytes: [UInt8], limit: Int) {
        scanner = StructuredScanner(bytes, 0..<bytes.count)
        self.limit = limit
    }

    mutating func parse(fallback: () -> CharacterSet) -> [Address] {
        var isBlankBefore = false
        while let byte = scanner.current, found.count < limit {
            switch byte {
            case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn:
                scanner.skipBlanks()
                isBlankBefore = true
                continue
            case ASCII.leftParenthesis:
                if let inside = scanner.takeComment() {
                    // A comment before the address says nothing about it.
                    if angle == nil, wordCount > 0 {
                        comment.removeAll(keepingCapacity: true)
                        scanner.bytes.appendUnquoted(inside, to: &comment)
                    }
                    isBlankBefore = true
                } else {
                    scanner.position += 1
                }
                continue
            case ASCII.quote:
                guard let inside = scanner.takeQuotedString() else {
                    // An unmatched quote is ignored.
                    scanner.position += 1
                    continue
                }
                addQuoted(inside, isBlankBefore)
            case ASCII.less:
                takeAngle()
            case ASCII.comma, ASCII.semicolon:
                scanner.position += 1
                finish(fallback)
            case ASCII.colon:
                // The text before the colon is the name of a group, if it can be one.
                scanner.position += 1
                if angle == nil, !hasAt { reset() }
            case ASCII.greater:
                scanner.position += 1
            default:
                takeWord(isBlankBefore)
            }
            isBlankBefore = false
        }
        finish(fallback)
        return found
    }

    private mutating func addQuoted(_ inside: Range<Int>, _ isBlankBefore: Bool) {
        beginWord(ASCII.quote, isBlankBefore)
        scanner.bytes.appendUnquoted(inside, to: &phrase)
        bare.append(ASCII.quote)
        bare += scanner.bytes[inside].filter {
            $0 != ASCII.lineFeed && $0 != ASCII.carriageReturn
        }
        bare.append(ASCII.quote)
    }

    private mutating func takeWord(_ isBlankBefore: Bool) {
        beginWord(scanner.current, isBlankBefore)
        while let byte = scanner.current {
            switch byte {
            case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn,
                ASCII.leftParenthesis, ASCII.quote, ASCII.less, ASCII.greater, ASCII.comma,
                ASCII.semicolon:
                return
            case ASCII.colon where !hasAt:
                return
            case ASCII.backslash:
                // An obsolete quoted-pair outside quotes.
                scanner.position += 1
                guard let next = scanner.current else { return }
                phrase.append(next)
                bare.append(next)
            case ASCII.equals:
                takeEncodedWord()
                continue
            default:
                if byte == ASCII.at { hasAt = true }
                phrase.append(byte)
                bare.append(byte)
            }
            scanner.position += 1
        }
    }

    /// Reads a complete encoded word, because some programs leave commas and blanks in it.
    private mutating func takeEncodedWord() {
        let start = scanner.position
        let window = Array(scanner.bytes[start...].prefix(FixedLimits.encodedWordBytes))
        var end = start + 1
        if window.count > 1, window[1] == ASCII.question,
            case .found(let word) = EncodedWord.scan(window, at: 0),
            !window[word.text].contains(ASCII.less)
        {
            end = start + word.end
        }
        phrase += scanner.bytes[start..<end]
        bare += scanner.bytes[start..<end]
        scanner.position = end
    }

    private mutating func beginWord(_ first: UInt8?, _ isBlankBefore: Bool) {
        guard isBlankBefore, wordCount > 0 else {
            wordCount += wordCount == 0 ? 1 : 0
            return
        }
        phrase.append(ASCII.space)
        let isJoined =
            first == ASCII.at || first == ASCII.dot || bare.last == ASCII.at
            || bare.last == ASCII.dot && bare.count > 1
        if !isJoined {
            bare.append(ASCII.space)
            wordCount += 1
        }
    }

    /// Reads `<...>`; an unclosed one ends at a comma.
    private mutating func takeAngle() {
        while scanner.take(ASCII.less) {}
        var content: [UInt8] = []
        loop: while let byte = scanner.current {
            switch byte {
            case ASCII.greater:
                scanner.position += 1
                break loop
            case ASCII.comma where content.first != ASCII.at:
                break loop
            case ASCII.quote:
                let start = scanner.position
                if scanner.takeQuotedString() != nil {
                    content += scanner.bytes[start..<scanner.position]
                } else {
                    scanner.position += 1
                }
            case ASCII.leftParenthesis:
                if scanner.takeComment() == nil { scanner.position += 1 }
            case ASCII.colon where content.first == ASCII.at:
                // The route of RFC 822, which is obsolete.
                content.removeAll(keepingCapacity: true)
                scanner.position += 1
            default:
                if !byte.isBlankOrLineEnd { content.append(byte) }
                scanner.position += 1
            }
        }
        if angle == nil || angle?.isEmpty == true { angle = content }
    }

    private mutating func finish(_ fallback: () -> CharacterSet) {
        defer { reset() }
        if let angle {
            add(angle, name: phrase, fallback)
        } else if !bare.isEmpty {
            add(bare, name: comment, fallback)
        }
    }

    private mutating func add(_ spec: [UInt8], name: [UInt8], _ fallback: () -> CharacterSet) {
        guard !spec.isEmpty || !name.isEmpty else { return }
        let decoded = UnstructuredText.decode(name, fallback: fallback())
        let text = decoded.trimmingBlanks()
        let parts = Self.split(spec)
        let set = CharacterSet.isValidUTF8(spec) ? .utf8 : fallback()
        found.append(
            Address(
                displayName: text.isEmpty ? nil : text, localPart: set.decode(parts.local),
                domain: set.decode(parts.domain)))
    }

    /// Splits an address into local part, without quotes, and domain.
    private static func split(_ spec: [UInt8]) -> (local: [UInt8], domain: [UInt8]) {
        guard let at = spec.lastIndex(of: ASCII.at) else { return (unquoted(spec[...]), []) }
        return (unquoted(spec[..<at]), Array(spec[(at + 1)...]))
    }

    private static func unquoted(_ local: ArraySlice<UInt8>) -> [UInt8] {
        guard local.contains(ASCII.quote) else { return Array(local) }
        var output: [UInt8] = []
        var isPair = false
        for byte in local {
            if isPair {
                output.append(byte)
                isPair = false
            } else if byte == ASCII.backslash {
                isPair = true
            } else if byte != ASCII.quote {
                output.append(byte)
            }
        }
        return output
    }

    private mutating func reset() {
        phrase.removeAll(keepingCapacity: true)
        bare.removeAll(keepingCapacity: true)
        comment.removeAll(keepingCapacity: true)
        wordCount = 0
        hasAt = false
        angle = nil
    }
}

extension String {
    /// Returns the text without blanks and line endings at both ends.
    func trimmingBlanks() -> String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { !$0.isBlankOrLineEnd }),
            let last = bytes.lastIndex(where: { !$0.isBlankOrLineEnd })
        else { return "" }
        return String(self[first...last])
    }
}
