// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The parameters of a structured field such as Content-Type (RFC 2045 section 5.1, RFC 2231).
///
///     parameter := attribute ["*" section] ["*"] "=" (token / quoted-string)
///
/// Parsing is lenient, because programs write invalid parameters: semicolons may be missing, values
/// may contain blanks and raw 8-bit bytes, and encoded words are decoded although RFC 2047 forbids
/// them here.
struct Parameters: Sendable {
    /// One `attribute=value` as written.
    private struct Piece: Sendable {
        /// The name without `*`, in lower case.
        var name: [UInt8]
        /// The section number of a continuation; -1 if there is none.
        var section: Int
        /// Whether the value is percent-encoded.
        var isExtended: Bool
        var value: [UInt8]
    }

    private var pieces: [Piece] = []
    /// Whether there are more parameters than `Limits.parameterCount`.
    private(set) var isCut = false

    init(_ bytes: [UInt8], _ range: Range<Int>, limits: Limits) {
        var scanner = StructuredScanner(bytes, range)
        while !scanner.isAtEnd {
            scanner.skipCommentsAndBlanks()
            if scanner.take(ASCII.semicolon) { continue }
            guard pieces.count < limits.parameterCount else {
                isCut = !scanner.isAtEnd
                return
            }
            let name = scanner.takeToken()
            scanner.skipCommentsAndBlanks()
            guard !name.isEmpty, scanner.take(ASCII.equals) else {
                if name.isEmpty { scanner.position += 1 }
                continue
            }
            scanner.skipCommentsAndBlanks()
            if let piece = Self.piece(bytes, name: name, value: Self.value(&scanner)) {
                pieces.append(piece)
            }
        }
    }

    private static func value(_ scanner: inout StructuredScanner) -> [UInt8] {
        var value: [UInt8] = []
        if let quoted = scanner.takeQuotedString() {
            appendFileName(scanner.bytes, quoted, to: &value)
            return value
        }
        // After an unmatched quote, the value continues to the end of the line or parameter.
        _ = scanner.take(ASCII.quote)
        let start = scanner.position
        while let byte = scanner.current, byte != ASCII.semicolon {
            if byte == ASCII.lineFeed || byte == ASCII.leftParenthesis { break }
            if byte.isBlank {
                let blank = scanner.position
                scanner.skipBlanks()
                if nextIsParameter(scanner) {
                    scanner.position = blank
                    break
                }
            } else {
                scanner.position += 1
            }
        }
        return Array(
            scanner.bytes[scanner.bytes.span.trimmed(start..<scanner.position)])
    }

    /// Whether a token and `=` follow, so that the blank before them replaces a missing semicolon.
    private static func nextIsParameter(_ scanner: StructuredScanner) -> Bool {
        var ahead = scanner
        let token = ahead.takeToken()
        return token.isEmpty ? false : token.count < 64 && ahead.current == ASCII.equals
    }

    /// Appends a file name; decodes a quoted pair only for `"` and `\`, because programs write
    /// Windows paths.
    private static func appendFileName(
        _ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]
    ) {
        var index = range.lowerBound
        while index < range.upperBound {
            var byte = bytes[index]
            if byte == ASCII.backslash, index + 1 < range.upperBound,
                bytes[index + 1] == ASCII.quote || bytes[index + 1] == ASCII.backslash
            {
                index += 1
                byte = bytes[index]
            }
            if byte != ASCII.lineFeed, byte != ASCII.carriageReturn { output.append(byte) }
            index += 1
        }
    }

    private static func piece(_ bytes: [UInt8], name: Range<Int>, value: [UInt8]) -> Piece? {
        var end = name.upperBound
        var isExtended = false
        if bytes[end - 1] == ASCII.asterisk {
            isExtended = true
            end -= 1
        }
        var section = -1
        var digit = end
        while digit > name.lowerBound, bytes[digit - 1].isDigit { digit -= 1 }
        if digit < end, end - digit < 6, digit > name.lowerBound,
            bytes[digit - 1] == ASCII.asterisk
        {
            section = 0
            for index in digit..<end { section = section * 10 + Int(bytes[index] - ASCII.zero) }
            end = digit - 1
        }
        guard end > name.lowerBound else { return nil }
        return Piece(
            name: bytes[name.lowerBound..<end].map(\.lowercased), section: section,
            isExtended: isExtended, value: value)
    }

    /// Returns the bytes of the parameter as written; nil if it is absent.
    func bytes(_ name: String) -> [UInt8]? {
        assemble(name)?.bytes
    }

    /// Returns the decoded value of the parameter; nil if it is absent.
    ///
    /// `name*` takes precedence over `name*0`, and that over `name` (RFC 6266 4.3).
    func string(_ name: String, fallback: @autoclosure () -> CharacterSet) -> String? {
        guard let found = assemble(name) else { return nil }
        if found.isExtended {
            return CharacterSet(label: found.charset).decode(found.bytes)
        }
        return UnstructuredText.decode(found.bytes, fallback: fallback())
    }

    private struct Assembled {
        var bytes: [UInt8]
        var charset: String?
        var isExtended = false
    }

    private func assemble(_ name: String) -> Assembled? {
        let wanted = Array(name.utf8)
        var plain: [UInt8]?
        var sections: [Piece] = []
        for piece in pieces where piece.name == wanted {
            if piece.section >= 0 {
                sections.append(piece)
            } else if piece.isExtended {
                return Self.join([piece])
            } else if plain == nil {
                plain = piece.value
            }
        }
        sections.sort { $0.section < $1.section }
        // Some programs count from 1. A value without its beginning is worse than the plain
        // parameter.
        guard let first = sections.first, plain == nil || first.section == 0 else {
            return plain.map { Assembled(bytes: $0) }
        }
        var used: [Piece] = []
        // A missing continuation ends the value; a repeated one is used once.
        for piece in sections where piece.section == first.section + used.count {
            used.append(piece)
        }
        return Self.join(used)
    }

    //     extended-initial-value := [charset] "'" [language] "'" *(%XX / char)
    private static func join(_ pieces: [Piece]) -> Assembled {
        var result = Assembled(bytes: [])
        for (number, piece) in pieces.enumerated() {
            guard piece.isExtended else {
                result.bytes += piece.value
                continue
            }
            result.isExtended = true
            var start = 0
            if number == 0, let first = piece.value.firstIndex(of: ASCII.apostrophe),
                let second = piece.value[(first + 1)...].firstIndex(of: ASCII.apostrophe)
            {
                result.charset = String(decoding: piece.value[..<first], as: UTF8.self)
                start = second + 1
            }
            result.bytes += piece.value[start...].percentDecoded
        }
        return result
    }
}
