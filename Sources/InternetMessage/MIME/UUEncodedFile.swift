// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A file that was put into a text by uuencode (POSIX, from before MIME).
public struct UUEncodedFile: Sendable, Hashable {
    /// The name after `begin` and the mode, as it stands there.
    public let fileName: String
    /// Where it is in the text, in bytes: from `begin` to past the line end of `end`.
    public let range: Range<Int>
    /// The content.
    public let data: [UInt8]
    /// Whether the line `end` came.
    public let isComplete: Bool

    //     file = "begin " 3*4mode " " name EOL *line "`" EOL "end" EOL
    /// The files in a text, in their order.
    ///
    /// - Parameter bytes: the text, in any superset of ASCII.
    /// - Returns: those whose first line after `begin` can be data; they end at the first that can't.
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

    /// Where the name is in a line `begin`; nil when it is none.
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

    /// Past the lines of data and `end`; the start itself when there is no line of data.
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
            // The line before `end` may have lost its blank; another empty one ends the data.
            let isBeforeEnd =
                isEmpty && next + 2 < span.count
                && span.hasIgnoringCase("end", at: next)
            guard isBeforeEnd || !isEmpty && isData(span, position..<end) else { break }
            position = next
        }
        return (position, false)
    }

    /// Whether the first character tells a length that the line can have.
    private static func isData(_ span: Span<UInt8>, _ line: Range<Int>) -> Bool {
        let first = span[line.lowerBound]
        guard (0x20...0x60).contains(first) else { return false }
        let length = Int((first &- 32) & 63)
        let digits = (length + 2) / 3 * 4
        // Some programs add a checksum, and mail servers cut off blanks.
        guard line.count - 1 <= digits + 2, length == 0 || line.count > 1 else { return false }
        for index in line where !(0x20...0x60).contains(span[index]) { return false }
        return length == 0 || line.count - 1 >= digits / 2
    }
}

extension UInt8 {
    /// A line feed or carriage return.
    fileprivate var isLineEnd: Bool { self == ASCII.lineFeed || self == ASCII.carriageReturn }
}
