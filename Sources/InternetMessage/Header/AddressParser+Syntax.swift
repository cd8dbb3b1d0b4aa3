// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// addr-spec      = local-part "@" domain                                 RFC 5322 section 3.4.1
// obs-local-part = word *("." word) ; word = atom / quoted-string        RFC 5322 section 4.4
extension AddressParser {
    /// The address in angle brackets, without the blanks and comments that may surround its parts.
    struct AngleContent {
        private(set) var bytes: [UInt8] = []
        /// Whether a blank or a comment was left out before the next byte.
        var hasGap = false
        /// Whether something was left out that is not allowed where it stood.
        var isDamaged = false

        mutating func append(_ part: ArraySlice<UInt8>) {
            // Blanks and comments are allowed only beside a dot, an `@` and at both ends.
            if hasGap, let last = bytes.last, let first = part.first {
                isDamaged = isDamaged || !Self.separates(last) && !Self.separates(first)
            }
            for byte in part where byte != ASCII.lineFeed && byte != ASCII.carriageReturn {
                bytes.append(byte)
            }
            hasGap = false
        }

        private static func separates(_ byte: UInt8) -> Bool {
            byte == ASCII.dot || byte == ASCII.at
        }
    }

    /// Whether an address without blanks and comments needed no repair.
    ///
    /// Empty atoms in the local part (`a..b`, `a.`) are accepted, because some providers assigned
    /// such addresses, and they are sent as they were written. A quoted local part that begins or
    /// ends with `@` is what another program made of an address with two of them.
    static func isAddressSpecification(_ spec: [UInt8]) -> Bool {
        var index = 0
        var isWordBegun = false
        while index < spec.count, spec[index] != ASCII.at {
            if spec[index] == ASCII.quote {
                guard !isWordBegun, let end = endOfQuotes(spec, from: index),
                    spec[index + 1] != ASCII.at, spec[end - 1] != ASCII.at,
                    end + 1 < spec.count, spec[end + 1] == ASCII.at || spec[end + 1] == ASCII.dot
                else { return false }
                index = end + 1
                isWordBegun = true
                continue
            }
            guard spec[index] == ASCII.dot || spec[index].isAtomText else { return false }
            isWordBegun = spec[index] != ASCII.dot
            index += 1
        }
        return index > 0 && isDomain(spec, from: index + 1)
    }

    // domain = dot-atom / "[" *dtext "]"
    private static func isDomain(_ spec: [UInt8], from start: Int) -> Bool {
        guard start < spec.count else { return false }
        if spec[start] == ASCII.leftBracket {
            guard spec.count - start > 2, spec[spec.count - 1] == ASCII.rightBracket else {
                return false
            }
            for byte in spec[(start + 1)..<(spec.count - 1)]
            where !byte.isAtomText && byte != ASCII.dot && byte != ASCII.colon {
                return false
            }
            return true
        }
        var previous = ASCII.dot
        for byte in spec[start...] {
            guard byte == ASCII.dot ? previous != ASCII.dot : byte.isAtomText else { return false }
            previous = byte
        }
        return previous != ASCII.dot
    }

    /// Returns the position of the quote that ends the quoted string which begins here.
    private static func endOfQuotes(_ spec: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        while index < spec.count, spec[index] != ASCII.quote {
            index += spec[index] == ASCII.backslash ? 2 : 1
        }
        return index < spec.count ? index : nil
    }

    /// Returns the position of the last `@` outside quotes.
    static func lastAt(in spec: [UInt8]) -> Int? {
        guard spec.contains(ASCII.quote) else { return spec.lastIndex(of: ASCII.at) }
        var last: Int?
        var index = 0
        while index < spec.count {
            if spec[index] == ASCII.quote {
                guard let end = endOfQuotes(spec, from: index) else { break }
                index = end
            } else if spec[index] == ASCII.at {
                last = index
            }
            index += 1
        }
        return last
    }

    /// Splits at spaces outside quotes.
    static func words(of bare: [UInt8]) -> [[UInt8]] {
        guard bare.contains(ASCII.space) else { return [bare] }
        var words: [[UInt8]] = []
        var start = 0
        var index = 0
        while index < bare.count {
            if bare[index] == ASCII.quote, let end = endOfQuotes(bare, from: index) {
                index = end
            } else if bare[index] == ASCII.space {
                if start < index { words.append(Array(bare[start..<index])) }
                start = index + 1
            }
            index += 1
        }
        if start < bare.count { words.append(Array(bare[start...])) }
        return words
    }

    /// Returns the address in `"ada@client.example"`: a whole address in quotes, and nothing else.
    static func quotedAddress(_ bare: [UInt8]) -> [UInt8]? {
        guard bare.first == ASCII.quote, endOfQuotes(bare, from: 0) == bare.count - 1 else {
            return nil
        }
        let inside = unquoted(bare[...])
        guard let at = inside.lastIndex(of: ASCII.at), at > 0, at + 1 < inside.count,
            !inside.contains(ASCII.space)
        else { return nil }
        return inside
    }

    /// Splits an address into local part, without quotes, and domain.
    static func split(_ spec: [UInt8]) -> (local: [UInt8], domain: [UInt8]) {
        guard let at = lastAt(in: spec) else { return (unquoted(spec[...]), []) }
        return (unquoted(spec[..<at]), Array(spec[(at + 1)...]))
    }

    /// Returns the bytes with quoted strings replaced by their content.
    static func unquoted(_ local: ArraySlice<UInt8>) -> [UInt8] {
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
}
