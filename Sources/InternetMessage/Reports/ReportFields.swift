// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The groups of fields in a message/delivery-status or similar part (RFC 3464 section 2.1).
///
///     delivery-status-content = per-message-fields 1*( CRLF per-recipient-fields )
struct ReportFields {
    /// A field with its name in lower case and its unchanged value.
    struct Field {
        var name: String
        var value: [UInt8]
    }

    /// The groups of fields between empty lines, in order; groups without fields are omitted.
    private(set) var groups: [[Field]] = []
    private var fieldCount = 0

    /// Reads at most `limits.fieldCount` fields; ignores other lines.
    init(_ bytes: [UInt8], limits: Limits) {
        var group: [Field] = []
        var position = 0
        let span = bytes.span
        while position < span.count, fieldCount < limits.fieldCount {
            let next = MessageParser.endOfLine(span, from: position)
            let line = position..<next
            position = next
            let text = span.trimmed(line)
            if text.isEmpty {
                if !group.isEmpty { groups.append(group) }
                group.removeAll()
            } else if span[line.lowerBound].isBlank {
                // A continuation line; one space replaces the fold.
                guard let last = group.indices.last else { continue }
                group[last].value.append(ASCII.space)
                for index in text { group[last].value.append(span[index]) }
            } else if let colon = text.first(where: { span[$0] == ASCII.colon }) {
                let name = span.trimmed(text.lowerBound..<colon)
                guard !name.isEmpty else { continue }
                let value = Array(bytes[span.trimmed(colon + 1..<text.upperBound)])
                group.append(Field(name: span.lowercased(name), value: value))
                fieldCount += 1
            }
        }
        if !group.isEmpty { groups.append(group) }
    }
}

extension [ReportFields.Field] {
    /// Returns the unchanged value of the first field with this name; nil if there is none.
    func bytes(_ name: String) -> [UInt8]? { first { $0.name == name }?.value }

    /// Returns the value of the first field with this name as text, with encoded words decoded.
    func text(_ name: String) -> String? { bytes(name).map(ReportValue.text) }

    /// Returns the value of the first field with this name, separated from its type.
    func typed(_ name: String) -> ReportValue? { bytes(name).map(ReportValue.init) }

    /// Returns the first token of the first field with this name, in lower case, without comments.
    func token(_ name: String) -> String? {
        guard let bytes = bytes(name) else { return nil }
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        scanner.skipCommentsAndBlanks()
        let start = scanner.position
        while let byte = scanner.current, !byte.isBlankOrLineEnd, byte != ASCII.semicolon,
            byte != ASCII.leftParenthesis
        {
            scanner.position += 1
        }
        let token = bytes.span.lowercased(start..<scanner.position)
        return token.isEmpty ? nil : token
    }

    /// Returns the date of the first field with this name in seconds since 1970; nil if invalid.
    func date(_ name: String) -> Int64? { bytes(name).flatMap(DateTime.parse) }
}
