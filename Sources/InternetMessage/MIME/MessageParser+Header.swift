// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageParser {
    /// Reads header fields up to an empty line, or a line that is not a field.
    ///
    ///     field = field-name *WSP ":" value CRLF *(WSP value CRLF)     RFC 5322 2.2, 4.5
    ///
    /// Returns the position where the body begins. A delimiter line of an open multipart also ends
    /// the header.
    mutating func readHeader(
        _ span: Span<UInt8>, at start: Int, isRoot: Bool, into node: inout PartNode
    ) -> Int {
        var position = start
        let end = span.count
        if position == 0 { position = Self.afterByteOrderMark(span) }
        if isRoot { position = Self.afterLeadingBlankLines(span, from: position) }
        let first = position
        while position < end {
            let byte = span[position]
            if byte == ASCII.lineFeed { return position + 1 }
            if byte == ASCII.carriageReturn, position + 1 < end,
                span[position + 1] == ASCII.lineFeed
            {
                return position + 2
            }
            if byte == ASCII.hyphen, openBoundaries > 0, end - position > 2,
                span[position + 1] == ASCII.hyphen
            {
                let line = position..<Self.endOfLine(span, from: position)
                guard case .none = delimiter(span, line: line) else { return position }
            }
            guard let colon = Self.colon(span, at: position) else {
                // Old mailboxes quote a From line in the header.
                if position == first, Self.isFromLine(span, at: position) {
                    position = Self.endOfLine(span, from: position)
                    continue
                }
                if let field = Self.fieldAfterJunk(span, from: position) {
                    note(.junkInHeader, at: position)
                    position = field
                    continue
                }
                note(.headerEndedByBody, at: position)
                return position
            }
            position = readField(span, at: position, colon: colon, into: &node)
        }
        if start < end { note(.headerWithoutEnd, at: end) }
        return end
    }

    /// Returns the next field after a damaged line in a header, such as a fold that lost its blank.
    ///
    /// Returns nil if an empty line or the end of the message comes first; then the line begins the
    /// body.
    private static func fieldAfterJunk(_ span: Span<UInt8>, from start: Int) -> Int? {
        var line = start
        for _ in 0..<FixedLimits.junkLineCount {
            line = endOfLine(span, from: line)
            guard line < span.count, span[line] != ASCII.lineFeed,
                span[line] != ASCII.carriageReturn
            else { return nil }
            // A text line such as `http://...` is not a field.
            if let colon = colon(span, at: line), colon + 1 < span.count,
                span[colon + 1].isBlankOrLineEnd
            {
                return line
            }
        }
        return nil
    }

    /// Returns the position of a field's colon; nil if the line is not a field.
    private static func colon(_ span: Span<UInt8>, at start: Int) -> Int? {
        var index = start
        let end = span.count
        while index < end, span[index] > ASCII.space, span[index] < 0x7F, span[index] != ASCII.colon
        {
            index += 1
        }
        guard index > start else { return nil }
        while index < end, span[index].isBlank { index += 1 }
        guard index < end, span[index] == ASCII.colon else { return nil }
        return index
    }

    /// Records the field with its continuation lines, and returns the position of the next line.
    private mutating func readField(
        _ span: Span<UInt8>, at start: Int, colon: Int, into node: inout PartNode
    ) -> Int {
        let end = span.count
        var next = Self.endOfLine(span, from: colon)
        while next < end, span[next].isBlank { next = Self.endOfLine(span, from: next) }
        guard fields.count < limits.fieldCount else {
            if defects.last?.kind != .tooManyFields { note(.tooManyFields, at: start) }
            return next
        }
        headerBytes += next - start
        guard headerBytes <= limits.headerBytes else {
            if defects.last?.kind != .headerTooLong { note(.headerTooLong, at: start) }
            return next
        }
        var nameEnd = colon
        while nameEnd > start, span[nameEnd - 1].isBlank { nameEnd -= 1 }
        var valueEnd = next
        if valueEnd > colon + 1, span[valueEnd - 1] == ASCII.lineFeed { valueEnd -= 1 }
        if valueEnd > colon + 1, span[valueEnd - 1] == ASCII.carriageReturn { valueEnd -= 1 }
        if valueEnd - colon - 1 > limits.fieldBytes {
            valueEnd = colon + 1 + limits.fieldBytes
            note(.fieldTooLong, at: valueEnd)
        }
        let length = nameEnd - start
        if length == 12, node.contentType < 0, span.hasIgnoringCase("content-type", at: start) {
            node.contentType = Int32(fields.count)
        } else if length == 19, node.disposition < 0,
            span.hasIgnoringCase("content-disposition", at: start)
        {
            node.disposition = Int32(fields.count)
        } else if length == 25, node.transferEncoding < 0,
            span.hasIgnoringCase("content-transfer-encoding", at: start)
        {
            node.transferEncoding = Int32(fields.count)
        }
        fields.append(
            FieldRanges(
                start: start, nameEnd: nameEnd, valueStart: colon + 1, valueEnd: valueEnd, end: next
            ))
        return next
    }

    private static func afterByteOrderMark(_ span: Span<UInt8>) -> Int {
        span.count >= 3 && span[0] == 0xEF && span[1] == 0xBB && span[2] == 0xBF ? 3 : 0
    }

    /// Returns the position after blank lines if a field follows them, else the start.
    private static func afterLeadingBlankLines(_ span: Span<UInt8>, from start: Int) -> Int {
        var line = start
        var index = start
        while index < span.count, span[index].isBlankOrLineEnd {
            index += 1
            if span[index - 1] == ASCII.lineFeed { line = index }
        }
        return line == index && colon(span, at: line) != nil ? line : start
    }

    /// Whether the line is an mbox From line, possibly quoted with `>`.
    static func isFromLine(_ span: Span<UInt8>, at start: Int) -> Bool {
        var index = start
        while index < span.count, span[index] == ASCII.greater { index += 1 }
        guard span.hasIgnoringCase("From ", at: index), span[index] == 0x46 else { return false }
        return colon(span, at: index) == nil
    }
}

extension MessageParser {
    /// Returns the position after the first line ending, LF, or CR in a message without LF.
    static func endOfFirstLine(_ span: Span<UInt8>) -> Int {
        let end = endOfLine(span, from: 0)
        guard end == span.count, end > 0, span[end - 1] != ASCII.lineFeed else { return end }
        for index in 0..<end where span[index] == ASCII.carriageReturn { return index + 1 }
        return end
    }
}
