// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A line of a calendar: a property with its parameters (RFC 5545 section 3.1).
///
///     contentline = name *(";" param) ":" value CRLF
struct CalendarLine {
    /// The name in capitals.
    let name: String
    /// The value without blanks at its ends, as written except for quoted-printable.
    let value: String
    /// The parameters, with names in capitals.
    private let parameters: [(name: String, value: String)]

    /// Returns the lines of a calendar; lines without a colon are omitted.
    static func lines(of text: String) -> [CalendarLine] {
        unfolded(Array(text.utf8)).compactMap { CalendarLine($0) }
    }

    private init?(_ line: [UInt8]) {
        guard let colon = Self.colon(in: line) else { return nil }
        let pieces = Self.pieces(line[..<colon], separator: ASCII.semicolon)
        name = String(decoding: pieces[0], as: UTF8.self).uppercased()
        parameters = pieces.dropFirst().map { piece in
            guard let equals = piece.firstIndex(of: ASCII.equals) else {
                // vCalendar 1.0 also has a value alone, such as `;QUOTED-PRINTABLE`.
                return ("", String(decoding: piece, as: UTF8.self).uppercased())
            }
            let name = String(decoding: piece[..<equals], as: UTF8.self).trimmingBlanks()
            return (name.uppercased(), Self.parameterValue(piece[(equals + 1)...]))
        }
        let value = Array(line[(colon + 1)...])
        let isQuotedPrintable = parameters.contains {
            ["", "ENCODING"].contains($0.name) && $0.value.uppercased() == "QUOTED-PRINTABLE"
        }
        if isQuotedPrintable {
            let bytes = TransferEncoding.quotedPrintable.decode(value, 0..<value.count)
            let charset = parameters.first { $0.name == "CHARSET" }?.value
            self.value = CharacterSet(label: charset).decode(bytes).trimmingBlanks()
        } else {
            self.value = String(decoding: value, as: UTF8.self).trimmingBlanks()
        }
    }

    /// Returns the first value of a parameter, without quotes; nil if it is missing or empty.
    func parameter(_ name: String) -> String? {
        let found = parameters.first { $0.name == name }?.value
        return found?.isEmpty == true ? nil : found
    }

    //     ESCAPED-CHAR = "\\" / "\;" / "\," / "\N" / "\n"        RFC 5545 3.3.11
    /// The value of a text property, without escapes and with LF line endings.
    var text: String {
        var output: [UInt8] = []
        var isEscape = false
        for byte in value.utf8 where byte != ASCII.carriageReturn {
            if isEscape {
                output.append(byte | 0x20 == 0x6E ? ASCII.lineFeed : byte)
                isEscape = false
            } else if byte == ASCII.backslash {
                isEscape = true
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    // MARK: Reading

    /// Joins each line with its continuation lines, which begin with a blank.
    private static func unfolded(_ bytes: [UInt8]) -> [[UInt8]] {
        var found: [[UInt8]] = []
        var position = 0
        while position < bytes.count, found.count < FixedLimits.calendarLineCount {
            let next = MessageParser.endOfLine(bytes.span, from: position)
            var end = next
            while end > position, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            if let last = found.indices.last, hasSoftBreak(found[last]) {
                found[last].removeLast()
                found[last] += bytes[position..<end]
            } else if let last = found.indices.last, end > position, bytes[position].isBlank {
                found[last] += bytes[(position + 1)..<end]
            } else if end > position {
                found.append(Array(bytes[position..<end]))
            }
            position = next
        }
        return found
    }

    /// The encoding of a property is within its first 200 bytes.
    private static let encodingBytes = 200

    /// Whether a line ends in a soft line break of quoted-printable, as in vCalendar 1.0.
    private static func hasSoftBreak(_ line: [UInt8]) -> Bool {
        guard line.last == ASCII.equals else { return false }
        let start = Array(line.prefix(encodingBytes))
        return start.indices.contains {
            start[$0] == ASCII.semicolon || start[$0] == ASCII.equals
                ? start.span.hasIgnoringCase("quoted-printable", at: $0 + 1) : false
        }
    }

    /// Returns the position of the colon before the value; colons in quotes are skipped.
    private static func colon(in line: [UInt8]) -> Int? {
        var isQuoted = false
        for (index, byte) in line.enumerated() {
            if byte == ASCII.quote { isQuoted.toggle() }
            if byte == ASCII.colon, !isQuoted { return index }
        }
        // A quote that is never closed would hide the value.
        return isQuoted ? line.firstIndex(of: ASCII.colon) : nil
    }

    /// Splits at a separator outside quotes; returns at least one piece.
    private static func pieces(
        _ bytes: ArraySlice<UInt8>, separator: UInt8
    ) -> [ArraySlice<UInt8>] {
        var found: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        var isQuoted = false
        for index in bytes.indices {
            if bytes[index] == ASCII.quote { isQuoted.toggle() }
            if bytes[index] == separator, !isQuoted {
                found.append(bytes[start..<index])
                start = index + 1
            }
        }
        return found + [bytes[start...]]
    }

    /// Returns the first value of a parameter; undoes `^n`, `^^` and `^'` (RFC 6868), and the
    /// backslashes that programs write although RFC 5545 has none here.
    private static func parameterValue(_ bytes: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        var rest = bytes.drop { $0.isBlank }
        let isQuoted = rest.first == ASCII.quote
        if isQuoted { rest = rest.dropFirst() }
        while let byte = rest.first {
            rest = rest.dropFirst()
            let next = rest.first ?? 0
            if isQuoted, byte == ASCII.quote { break }
            if byte == 0x5E, next == 0x6E || next == 0x5E || next == ASCII.apostrophe {
                output.append(next == 0x6E ? ASCII.space : next == 0x5E ? next : ASCII.quote)
                rest = rest.dropFirst()
            } else if byte == ASCII.backslash, [ASCII.comma, ASCII.semicolon].contains(next) {
                output.append(next)
                rest = rest.dropFirst()
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self).trimmingBlanks()
    }
}
