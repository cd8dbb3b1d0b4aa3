// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A file that was embedded in a text with uuencode (POSIX, older than MIME).
public struct UUEncodedFile: Sendable, Hashable {
    /// The name after `begin` and the mode, unchanged.
    public let fileName: String
    /// The byte range in the text, from `begin` to the line ending after `end`.
    public let range: Range<Int>
    /// The content.
    public let data: [UInt8]
    /// Whether the line `end` was found.
    public let isComplete: Bool

    //     file = "begin " 3*4mode " " name EOL *line "`" EOL "end" EOL
    //          / "begin-base64 " 3*4mode " " name EOL *line "====" EOL
    /// Returns the files in a text, in order.
    ///
    /// - Parameter bytes: The text, in any superset of ASCII.
    /// - Returns: The files whose first line after `begin` can be data; each ends at the first line
    ///   that cannot.
    public static func list(in bytes: [UInt8]) -> [UUEncodedFile] {
        var found: [UUEncodedFile] = []
        let span = bytes.span
        var position = 0
        while position < span.count {
            let next = MessageParser.endOfLine(span, from: position)
            let start = position
            position = next
            guard span[start] == 0x62, let (name, encoding) = name(span, start..<next) else {
                continue
            }
            let isBase64 = encoding == .base64
            let (end, isComplete) =
                isBase64 ? endOfBase64(span, from: next) : endOfData(span, from: next)
            guard end > next else { continue }
            position = end
            found.append(
                UUEncodedFile(
                    fileName: CharacterSet.ascii.decode(Array(bytes[name])), range: start..<end,
                    data: encoding.decode(bytes, (isBase64 ? next : start)..<end),
                    isComplete: isComplete))
        }
        return found
    }

    private static let openings: [(text: String, encoding: TransferEncoding)] = [
        ("begin ", .uuencode), ("begin-base64 ", .base64),
    ]

    /// Whether a line of the range begins with `begin `, as the first line of a file does.
    static func mayOccur(in span: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            if span[position] == 0x62,
                openings.contains(where: { span.hasIgnoringCase($0.text, at: position) })
            {
                return true
            }
            position =
                span.firstIndex(of: ASCII.lineFeed, from: position, to: range.upperBound) + 1
        }
        return false
    }

    /// Returns the range of the name in a `begin` line and the encoding of the file; nil for any
    /// other line.
    private static func name(
        _ span: Span<UInt8>, _ line: Range<Int>
    ) -> (Range<Int>, TransferEncoding)? {
        let opening = openings.first { span.hasIgnoringCase($0.text, at: line.lowerBound) }
        guard let opening else { return nil }
        var index = line.lowerBound + opening.text.utf8.count
        let mode = index
        while index < line.upperBound, (0x30...0x37).contains(span[index]) { index += 1 }
        guard (3...4).contains(index - mode), index < line.upperBound, span[index].isBlank else {
            return nil
        }
        let name = span.trimmed(index..<line.upperBound)
        return name.isEmpty ? nil : (name, opening.encoding)
    }

    /// Returns the position after the lines of base64 and `====`; the start itself if there are
    /// none.
    private static func endOfBase64(_ span: Span<UInt8>, from start: Int) -> (Int, Bool) {
        var position = start
        while position < span.count {
            let next = MessageParser.endOfLine(span, from: position)
            let line = span.trimmed(position..<next)
            if line.count == 4, span.hasIgnoringCase("====", at: line.lowerBound) {
                return (next, true)
            }
            guard !line.isEmpty, line.count.isMultiple(of: 4) else { break }
            for index in line {
                let byte = span[index]
                let isData =
                    byte.isDigit || (0x61...0x7A).contains(byte | 0x20) || byte == ASCII.plus
                    || byte == ASCII.slash || byte == ASCII.equals
                guard isData else { return (position, false) }
            }
            position = next
        }
        return (position, false)
    }

    /// Returns the position after the data and `end`; the start itself if there is no line of data.
    private static func endOfData(_ span: Span<UInt8>, from start: Int) -> (Int, Bool) {
        var position = start
        while position < span.count {
            let next = MessageParser.endOfLine(span, from: position)
            var end = next
            while end > position, span[end - 1].isLineEnd { end -= 1 }
            if end - position == 3, span.hasIgnoringCase("end", at: position) {
                return (next, true)
            }
            let isEmpty = end == position || span.trimmed(position..<end).isEmpty
            // The line before `end` may have lost its blank; any other empty line ends the data.
            let isBeforeEnd =
                isEmpty && next + 2 < span.count
                && span.hasIgnoringCase("end", at: next)
            guard isBeforeEnd || !isEmpty && isData(span, position..<end) else { break }
            position = next
        }
        return (position, false)
    }

    /// Whether the first character gives a length that matches the line.
    private static func isData(_ span: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let first = span[line.lowerBound]
        guard (0x20...0x60).contains(first) else { return false }
        let length = Int((first &- 32) & 63)
        let digits = (length + 2) / 3 * 4
        // Some programs add a checksum, and mail servers remove trailing blanks.
        guard line.count - 1 <= digits + 2, length == 0 || line.count > 1 else { return false }
        for index in line where !(0x20...0x60).contains(span[index]) { return false }
        return length == 0 || line.count - 1 >= digits / 2
    }
}

extension UInt8 {
    /// A line feed or carriage return.
    fileprivate var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}

extension Part {
    /// Whether a line of the body begins like a file in uuencode.
    func mayHaveUUEncodedFiles() -> Bool {
        var bytes = storage.buffers[Int(storage.nodes[index].buffer)]
        var range = bodyRange
        if transferEncoding == .base64, !Self.mayHaveWordInBase64(bytes.span, range) {
            return false
        }
        // In quoted-printable the line looks the same.
        if transferEncoding != .identity, transferEncoding != .quotedPrintable {
            bytes = decodedBody()
            range = 0..<bytes.count
        }
        return UUEncodedFile.mayOccur(in: bytes.span, range)
    }

    /// Whether base64 may contain `begin`, so that it is not decoded for nothing.
    ///
    /// Three letters of the word make a group of four digits, whichever byte it begins at. A group
    /// that is not in its place makes the answer true.
    private static func mayHaveWordInBase64(_ span: Span<UInt8>, _ range: Range<Int>) -> Bool {
        let groups = ["YmVn", "Z2lu", "ZWdp"].map { Array($0.utf8).span.group(at: 0) }
        let (beg, gin, egi) = (groups[0], groups[1], groups[2])
        var position = range.lowerBound
        while position < range.upperBound {
            if span[position] == ASCII.carriageReturn || span[position] == ASCII.lineFeed {
                position += 1
                continue
            }
            guard range.upperBound - position >= 4 else { return false }
            let group = span.group(at: position)
            if group == beg || group == gin || group == egi { return true }
            for offset in 1..<4 where span[position + offset] <= ASCII.space { return true }
            position += 4
        }
        return false
    }
}

extension Span where Element == UInt8 {
    /// Returns four bytes as a number; traps past the end, like any index.
    fileprivate func group(at offset: Int) -> UInt32 {
        UInt32(self[offset]) | UInt32(self[offset + 1]) << 8 | UInt32(self[offset + 2]) << 16
            | UInt32(self[offset + 3]) << 24
    }
}

extension Attachment {
    init(_ file: UUEncodedFile, in part: Part) {
        self.init(
            .uuencode,
            File(
                contentType: nil, fileName: file.fileName, contentID: nil, content: file.data[...]),
            in: part)
    }
}
