// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Quotes the text of a message for an mbox, and removes the quoting.
///
/// The format is mboxrd: a line that begins with `From `, after any number of `>`, gets another `>`,
/// which is removed on reading.
package enum MboxText {
    private static let mark = Array("From ".utf8)

    /// Returns the quoted text of a message, which follows its From line, with the line feed that
    /// separates messages.
    package static func quoted(_ message: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(message.count + 64)
        var start = 0
        while start < message.count {
            let end = message[start...].firstIndex(of: 10).map { $0 + 1 } ?? message.count
            let line = message[start..<end]
            if line.drop(while: { $0 == UInt8(ascii: ">") }).starts(with: mark) {
                output.append(UInt8(ascii: ">"))
            }
            output += line
            start = end
        }
        output.append(10)
        return output
    }

    /// Returns a line without its quoting.
    package static func unquoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let rest = line.drop { $0 == UInt8(ascii: ">") }
        return rest.count < line.count && rest.starts(with: mark) ? line.dropFirst() : line
    }

    /// Returns lines without their quoting.
    package static func unquoted(lines: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(lines.count)
        var start = lines.startIndex
        while start < lines.endIndex {
            let end = lines[start...].firstIndex(of: 10).map { $0 + 1 } ?? lines.endIndex
            output += unquoted(lines[start..<end])
            start = end
        }
        return output
    }

    /// Returns whether a line begins with `From `, so that a program that quotes such lines did not
    /// write the lines.
    static func hasFromLine(_ lines: ArraySlice<UInt8>) -> Bool {
        var start = lines.startIndex
        while start < lines.endIndex {
            if lines[start...].starts(with: mark) { return true }
            start = lines[start...].firstIndex(of: 10).map { $0 + 1 } ?? lines.endIndex
        }
        return false
    }

    /// Returns the lines of a message without the empty line that separates it from the next
    /// message.
    ///
    /// If `isExact` is true, exactly one line feed was added; see `FromLine`.
    package static func withoutSeparator(_ lines: [UInt8], isExact: Bool) -> [UInt8] {
        if isExact { return lines.last == 10 ? Array(lines.dropLast()) : lines }
        if lines == [10] || lines.suffix(2) == [10, 10] { return Array(lines.dropLast()) }
        if lines == [13, 10] || lines.suffix(3) == [10, 13, 10] {
            return Array(lines.dropLast(2))
        }
        return lines
    }
}
