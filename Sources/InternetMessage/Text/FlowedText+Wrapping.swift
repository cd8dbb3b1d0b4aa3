// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FlowedText {
    /// At most 76 bytes per line if there are spaces (RFC 3676 section 4.2).
    private static let lineLimit = 76
    /// At most 20 quote marks are counted; further ones are text, because nobody could tell such
    /// depths apart.
    private static let depthLimit = 20

    /// Wraps lines for `format=flowed`: breaks long lines after spaces and stuffs ambiguous ones.
    ///
    /// The number of `>` at the start of a line, with or without spaces between them, is its
    /// quotation depth. Trailing spaces are removed, because they would make the line flow.
    /// `unwrapped(_:deletesSpace:)` without deleting spaces restores the lines, with quote marks in
    /// its own notation.
    ///
    /// - Parameter lines: UTF-8 with LF line endings.
    /// - Returns: The wrapped lines, for `format=flowed` without `delsp`.
    static func wrapped(_ lines: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(lines.count + lines.count / 32)
        var position = 0
        while position < lines.count {
            let next = MessageParser.endOfLine(lines.span, from: position)
            var line = lines[position..<next]
            if line.last == ASCII.lineFeed { line.removeLast() }
            position = next
            let depth = takeQuoteMarks(&line)
            if !line.elementsEqual(separator) {
                while line.last == ASCII.space { line.removeLast() }
            }
            append(line, depth: depth, to: &output)
        }
        return output
    }

    /// Removes the quote marks of a line, and one space after them.
    private static func takeQuoteMarks(_ line: inout ArraySlice<UInt8>) -> Int {
        var depth = 0
        while depth < depthLimit {
            if line.first == ASCII.greater {
                line.removeFirst()
            } else if depth > 0, line.first == ASCII.space, line.dropFirst().first == ASCII.greater
            {
                line.removeFirst(2)
            } else {
                break
            }
            depth += 1
        }
        if depth > 0, line.first == ASCII.space { line.removeFirst() }
        return depth
    }

    private static func append(
        _ line: ArraySlice<UInt8>, depth: Int, to output: inout [UInt8]
    ) {
        var rest = line
        repeat {
            for _ in 0..<depth { output.append(ASCII.greater) }
            var room = lineLimit - depth
            if needsStuffing(rest, depth: depth) {
                output.append(ASCII.space)
                room -= 1
            }
            var end = rest.endIndex
            if rest.count > room { end = breakPoint(rest, room: room) }
            output += rest[..<end]
            output.append(ASCII.lineFeed)
            rest = rest[end...]
        } while !rest.isEmpty
    }

    /// Returns the position of the break: after the last space that fits, else after the first one.
    ///
    /// A line is not broken where the rest would be the signature separator, or between spaces,
    /// because some programs remove more than one space at the end of a line.
    private static func breakPoint(_ line: ArraySlice<UInt8>, room: Int) -> Int {
        let last = line.startIndex + room
        var best: Int?
        var index = line.startIndex
        while index + 1 < line.endIndex {
            index += 1
            guard line[index - 1] == ASCII.space, line[index] != ASCII.space else { continue }
            if index > last, best != nil { break }
            let isBeforeSeparator = line[index...].elementsEqual(separator)
            let isSeparator = line[line.startIndex..<index].elementsEqual(separator)
            if !isSeparator, !isBeforeSeparator { best = index }
            if index > last, best != nil { break }
        }
        return best ?? line.endIndex
    }

    /// Whether a space must be added at the start (section 4.4), which mail programs remove.
    private static func needsStuffing(_ line: ArraySlice<UInt8>, depth: Int) -> Bool {
        guard let first = line.first else { return false }
        return depth > 0 || first == ASCII.space || first == ASCII.greater
            || line.starts(with: "From ".utf8)
    }
}
