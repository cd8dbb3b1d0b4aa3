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
            guard span[start] == 0x62, let name = name(span, start..<next) else { continue }
            let (end, isComplete) = endOfData(span, from: next)
            guard end > next else { continue }
            position = end
            found.append(
                UUEncodedFile(
                    fileName: CharacterSet.ascii.decode(Array(bytes[name])), range: start..<end,
                    data: TransferEncoding.uuencode.decode(bytes, start..<end),
                    isComplete: isComplete))
        }
        return found
    }

    /// Whether a line of the range begins with `begin `, as the first line of a file does.
    static func mayOccur(in span: Span<UInt8>, _ range: Range<Int>) -> Bool {
        var position = range.lowerBound
        while position < range.upperBound {
            if span[position] == 0x62, span.hasIgnoringCase("begin ", at: position) { return true }
            position =
                span.firstIndex(of: ASCII.lineFeed, from: position, to: range.upperBound) + 1
        }
        return false
    }

    /// Returns the range of the name in a `begin` line; nil for any other line.
    private static func name(_ span: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard span.hasIgnoringCase("begin ", at: line.lowerBound) else { return nil }
        var index = line.lowerBound + 6
        let mode = index
        while index < line.upperBound, (0x30...0x37).contains(span[index]) { index += 1 }
        guard (3...4).contains(index - mode), index < line.upperBound, span[index].isBlank else {
            return nil
        }
        let name = span.trimmed(index..<line.upperBound)
        return name.isEmpty ? nil : name
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
        // In quoted-printable the line looks the same.
        if transferEncoding != .identity, transferEncoding != .quotedPrintable {
            bytes = decodedBody()
            range = 0..<bytes.count
        }
        return UUEncodedFile.mayOccur(in: bytes.span, range)
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
