// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FlowedText {
    /// How many bytes a line gets at most where there are spaces (RFC 3676 section 4.2).
    private static let lineLimit = 76
    /// More quote marks than these are text: nobody could tell them apart.
    private static let depthLimit = 20

    /// Lines made to flow: long ones are broken after spaces, and what could be misread is stuffed.
    ///
    /// `>` in front of a line, with or without spaces between, is how often it is quoted. Spaces at
    /// the end of a line are dropped, as they would make it flow. `unwrapped(_:deletesSpace:)`
    /// without deleting spaces gives the lines back, quote marks written as it writes them.
    ///
    /// - Parameter lines: UTF-8 with LF line ends.
    /// - Returns: the same, for `format=flowed` without `delsp`.
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

    /// Takes the quote marks off a line, and the one space after them.
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

    /// Where the line is cut: past the last space that fits, or else past the first one.
    ///
    /// Not where the rest would be the signature's separator, nor between spaces, as some programs
    /// drop more than one at the end of a line.
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

    /// Whether a space must stand in front (section 4.4), which readers take off.
    private static func needsStuffing(_ line: ArraySlice<UInt8>, depth: Int) -> Bool {
        guard let first = line.first else { return false }
        return depth > 0 || first == ASCII.space || first == ASCII.greater
            || line.starts(with: "From ".utf8)
    }
}
