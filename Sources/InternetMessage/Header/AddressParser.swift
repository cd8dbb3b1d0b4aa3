// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses address lists as they occur in mail (RFC 5322 sections 3.4 and 4.4).
///
///     address-list = (address / "") *("," (address / ""))
///     address      = [phrase] "<" [route] addr-spec ">" / addr-spec / phrase ":" [list] ";"
///
/// A comment after an address without `<` is its display name. A phrase may contain dots, `@` and
/// raw bytes, and commas: `Quill, Ada <ada@client.example>` is one address.
struct AddressParser {
    /// Text between two commas that has no `@`: a part of the next address's name, or a local user.
    private struct Fragment {
        let phrase: [UInt8]
        let bare: [UInt8]
        let comment: [UInt8]
    }

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
    /// Whether something was left out of the words, or of the address in angle brackets, that does
    /// not belong between the parts of an address.
    private var isBareDamaged = false
    private var isAngleDamaged = false
    /// The fragments before the current address.
    private var fragments: [Fragment] = []

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
                    skipDamage()
                }
                continue
            case ASCII.quote:
                guard let inside = scanner.takeQuotedString() else {
                    // An unmatched quote is ignored.
                    skipDamage()
                    continue
                }
                addQuoted(inside, isBlankBefore)
            case ASCII.less:
                takeAngle()
            case ASCII.comma:
                scanner.position += 1
                finish(fallback)
            case ASCII.semicolon:
                scanner.position += 1
                finish(fallback)
                addFragments(fallback)
            case ASCII.colon:
                // The text before the colon is the name of a group, if it can be one.
                scanner.position += 1
                if angle == nil, !hasAt {
                    addFragments(fallback)
                    reset()
                }
            case ASCII.greater:
                skipDamage()
            default:
                takeWord(isBlankBefore)
            }
            isBlankBefore = false
        }
        finish(fallback)
        addFragments(fallback)
        return found
    }

    /// Leaves out a byte that has no meaning where it stands.
    private mutating func skipDamage() {
        scanner.position += 1
        isBareDamaged = true
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
                // An obsolete quoted-pair outside quotes, which only a phrase may have.
                skipDamage()
                guard let next = scanner.current else { return }
                if next == ASCII.at { hasAt = true }
                phrase.append(next)
                bare.append(next)
            case ASCII.equals:
                takeEncodedWord()
                continue
            case ASCII.escape:
                takeShiftedText()
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

    /// Reads text between two escape sequences of ISO-2022-JP, whose bytes look like punctuation.
    private mutating func takeShiftedText() {
        let bytes = scanner.bytes
        let start = scanner.position
        var end = start + 1
        if end < scanner.end, bytes[end] == UInt8(ascii: "$") {
            let next = bytes.span.firstIndex(of: ASCII.escape, from: end, to: scanner.end)
            if next < scanner.end { end = next }
            // The escape sequence back to ASCII: `ESC ( B`.
            if scanner.end - next > 2, bytes[next + 1] == ASCII.leftParenthesis { end = next + 3 }
        }
        phrase += bytes[start..<end]
        bare += bytes[start..<end]
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
        var content = AngleContent()
        var isClosed = false
        loop: while let byte = scanner.current {
            switch byte {
            case ASCII.greater:
                scanner.position += 1
                isClosed = true
                break loop
            case ASCII.comma where content.bytes.first != ASCII.at:
                break loop
            case ASCII.quote:
                let start = scanner.position
                if scanner.takeQuotedString() != nil {
                    content.append(scanner.bytes[start..<scanner.position])
                } else {
                    scanner.position += 1
                    content.isDamaged = true
                }
            case ASCII.leftParenthesis:
                content.hasGap = true
                if scanner.takeComment() == nil {
                    scanner.position += 1
                    content.isDamaged = true
                }
            case ASCII.colon where content.bytes.first == ASCII.at:
                // The route of RFC 822, which is obsolete.
                content = AngleContent()
                scanner.position += 1
            default:
                if byte.isBlankOrLineEnd {
                    content.hasGap = true
                } else {
                    content.append(scanner.bytes[scanner.position...scanner.position])
                }
                scanner.position += 1
            }
        }
        if let angle, !angle.isEmpty {
            // Which of two addresses in a row is meant is not known.
            if !content.bytes.isEmpty, content.bytes != angle { isAngleDamaged = true }
        } else {
            angle = content.bytes
            isAngleDamaged = content.isDamaged || !isClosed
        }
    }

    private mutating func finish(_ fallback: () -> CharacterSet) {
        defer { reset() }
        if let angle {
            let only = Self.quotedAddress(angle)
            add(
                only ?? angle, name: takeName(phrase), isDamaged: isAngleDamaged || only != nil,
                fallback)
        } else if hasAt {
            addWords(fallback)
        } else if let only = Self.quotedAddress(bare) {
            add(only, name: takeName(comment), isDamaged: true, fallback)
        } else if !bare.isEmpty {
            if fragments.count == FixedLimits.nameFragmentCount { addFragments(fallback) }
            fragments.append(Fragment(phrase: phrase, bare: bare, comment: comment))
        }
    }

    /// Adds the words that are addresses; other words are the name of the next one, or of the last.
    private mutating func addWords(_ fallback: () -> CharacterSet) {
        let words = Self.words(of: bare)
        guard words.count > 1 else {
            add(bare, name: takeName(comment), isDamaged: isBareDamaged, fallback)
            return
        }
        var name: [UInt8] = []
        var addresses: [(address: [UInt8], name: [UInt8])] = []
        for word in words {
            if Self.lastAt(in: word) != nil {
                addresses.append((word, name))
                name = []
            } else {
                if !name.isEmpty { name.append(ASCII.space) }
                name += Self.unquoted(word[...])
            }
        }
        if name.isEmpty { name = comment }
        if let last = addresses.indices.last, addresses[last].name.isEmpty {
            addresses[last].name = name
        }
        for (address, name) in addresses {
            add(address, name: takeName(name), isDamaged: true, fallback)
        }
    }

    /// Returns a name with the fragments before it, which then belong to nothing else.
    private mutating func takeName(_ name: [UInt8]) -> [UInt8] {
        guard !fragments.isEmpty else { return name }
        var whole: [UInt8] = []
        for fragment in fragments {
            if !whole.isEmpty { whole += [ASCII.comma, ASCII.space] }
            whole += fragment.phrase
        }
        fragments.removeAll()
        return name.isEmpty ? whole : whole + [ASCII.comma, ASCII.space] + name
    }

    /// Adds the fragments that no address follows, as addresses without a domain.
    private mutating func addFragments(_ fallback: () -> CharacterSet) {
        let waiting = fragments
        fragments.removeAll()
        for fragment in waiting {
            add(fragment.bare, name: fragment.comment, isDamaged: false, fallback)
        }
    }

    private mutating func add(
        _ spec: [UInt8], name: [UInt8], isDamaged: Bool, _ fallback: () -> CharacterSet
    ) {
        guard !spec.isEmpty || !name.isEmpty, found.count < limit else { return }
        let decoded = UnstructuredText.decode(name, fallback: fallback())
        let text = decoded.trimmingBlanks()
        let parts = Self.split(spec)
        let isUTF8 = CharacterSet.isValidUTF8(spec)
        let set = isUTF8 ? .utf8 : fallback()
        found.append(
            Address(
                displayName: text.isEmpty ? nil : text, localPart: set.decode(parts.local),
                domain: set.decode(parts.domain),
                isRepaired: isDamaged || !isUTF8
                    || !parts.domain.isEmpty && !Self.isAddressSpecification(spec)))
    }

    private mutating func reset() {
        phrase.removeAll(keepingCapacity: true)
        bare.removeAll(keepingCapacity: true)
        comment.removeAll(keepingCapacity: true)
        wordCount = 0
        hasAt = false
        angle = nil
        isBareDamaged = false
        isAngleDamaged = false
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
