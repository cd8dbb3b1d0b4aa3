// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension SearchQuery {
    /// Parses a query that a user typed.
    ///
    ///     query = *( word / phrase / name ":" ( word / phrase ) ), each perhaps after "-"
    ///
    /// For example `lamp "new order" inv* from:ada subject:"my order" since:7d -spam`. Everything
    /// else is searched for as text. A query is invalid only if it is empty, has too many terms or
    /// has an invalid date.
    ///
    /// - Parameters:
    ///   - text: The query.
    ///   - date: Parses a date and returns its begin and end, in microseconds since 1970, UTC, or
    ///     nil if the text is not a date. The end is the first moment after the date.
    /// - Throws: `Problem`.
    package init(
        _ text: String, date: (_ text: String) -> (start: Int64, end: Int64)?
    ) throws(Problem) {
        var reader = Reader(text)
        while let piece = reader.next() {
            try add(piece, date: date)
            guard terms.count <= Self.termLimit else { throw .tooLong }
        }
        if terms.isEmpty, since == nil, until == nil { throw .empty }
    }

    private mutating func add(
        _ piece: Reader.Piece, date: (_ text: String) -> (start: Int64, end: Int64)?
    ) throws(Problem) {
        var term = Term(
            text: piece.text, isPrefix: piece.isPrefix, isExcluded: piece.isExcluded)
        switch piece.name {
        case nil: break
        case "from": term.column = .author
        case "to": term.column = .recipients
        case "subject": term.column = .subject
        case "attachment": term.column = .attachments
        case .some(let name):
            guard let range = date(piece.text) else {
                throw .wrongDate(name: name, text: piece.text)
            }
            // An excluded date is the opposite condition: `-since:` means `before:`, `-before:`
            // means `since:`.
            if (name == "before") != piece.isExcluded {
                until = min(until ?? .max, range.start)
            } else {
                since = max(since ?? .min, range.start)
            }
            return
        }
        terms.append(term)
    }

    /// Splits a query into terms, code point by code point.
    private struct Reader {
        /// A word or phrase with its prefix and suffix.
        struct Piece {
            var name: String?
            var text = ""
            var isPrefix = false
            var isExcluded = false
        }

        private static let names: Set = [
            "from", "to", "subject", "attachment", "before", "after", "since",
        ]

        private let scalars: [Unicode.Scalar]
        private var index = 0

        init(_ text: String) {
            scalars = text.unicodeScalars.map { $0 == "\0" ? " " : $0 }
        }

        private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

        mutating func next() -> Piece? {
            skipBlanks()
            guard current != nil else { return nil }
            var piece = Piece()
            if current == "-", index + 1 < scalars.count, !Self.isBlank(scalars[index + 1]) {
                piece.isExcluded = true
                index += 1
            }
            piece.name = name()
            if current == "\"" {
                index += 1
                piece.text = taken { $0 == "\"" }
                index += 1
                if current == "*" {
                    piece.isPrefix = true
                    index += 1
                }
            } else {
                piece.text = taken { $0 == "\"" || Self.isBlank($0) }
                while piece.text.unicodeScalars.last == "*" {
                    piece.text.unicodeScalars.removeLast()
                    piece.isPrefix = true
                }
            }
            return piece
        }

        /// Reads a known name if it is followed by a colon and at least one character.
        private mutating func name() -> String? {
            guard let colon = scalars[index...].prefix(12).firstIndex(of: ":"),
                colon + 1 < scalars.count, !Self.isBlank(scalars[colon + 1])
            else { return nil }
            var name = ""
            name.unicodeScalars.append(contentsOf: scalars[index..<colon])
            name = name.lowercased()
            guard Self.names.contains(name) else { return nil }
            index = colon + 1
            return name
        }

        private mutating func taken(until isEnd: (Unicode.Scalar) -> Bool) -> String {
            var text = ""
            while let scalar = current, !isEnd(scalar) {
                text.unicodeScalars.append(scalar)
                index += 1
            }
            return text
        }

        private mutating func skipBlanks() {
            while let scalar = current, Self.isBlank(scalar) { index += 1 }
        }

        private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace
        }
    }
}
