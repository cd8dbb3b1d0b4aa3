// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Splits an mbox into its messages, of which one at a time is in memory.
///
/// The formats differ in what separates messages (RFC 4155 describes one of them):
///
/// - mailclerk writes mboxrd: every line of a text that looks like a From line is quoted. Such a
///   message ends at the next From line, see ``FromLine/isExact``.
/// - mutt, neomutt and lei (mboxcl2) quote nothing and write the length of the text into
///   Content-Length. It is used if a From line or the end of the file follows the text.
/// - Otherwise a message begins at a From line that is followed by a header field. Not all
///   programs write an empty line before it; mblaze does not.
package struct MboxReader {
    /// A message of the mbox.
    package struct Entry: Equatable, Sendable {
        /// The line before the message.
        package let line: FromLine
        /// The message, without the quoting of the mbox.
        package let raw: [UInt8]
    }

    /// The number of bytes that were taken.
    package private(set) var taken: Int64 = 0
    private var buffer: [UInt8] = []
    /// Where the message that is read begins in the buffer; other positions are relative to it.
    private var start = 0
    private var isAtEnd = false

    /// Creates a reader at the beginning of an mbox.
    package init() {}

    /// Returns the next message; nil at the end, or if no From line begins the mbox.
    ///
    /// `read` reads the next bytes; it returns an empty array at the end.
    ///
    /// - Throws: What `read` throws.
    package mutating func next<E: Error>(
        _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Entry? {
        var reader = 0
        if taken == 0 { reader = try afterEmptyLines(0, read) }
        guard let line = try fromLine(at: reader, read) else { return nil }
        reader = try lineEnd(reader, read)
        // Some programs put a From line before a message that has one.
        while !line.isExact, try fromLine(at: reader, read) != nil {
            reader = try lineEnd(reader, read)
        }
        let (end, next) = try end(of: line, from: reader, read)
        let lines = buffer[(start + reader)..<(start + end.position)]
        let raw: [UInt8]
        if end.isMeasured {
            raw = MboxText.hasFromLine(lines) ? Array(lines) : MboxText.unquoted(lines: lines)
        } else {
            raw = MboxText.withoutSeparator(
                MboxText.unquoted(lines: lines), isExact: line.isExact)
        }
        start += next
        taken += Int64(next)
        return Entry(line: line, raw: raw)
    }

    /// Returns all bytes that were not taken; for `read` see ``next(_:)``.
    ///
    /// - Throws: What `read` throws.
    package mutating func rest<E: Error>(_ read: () throws(E) -> [UInt8]) throws(E) -> [UInt8] {
        while !isAtEnd { try fill(read) }
        let rest = Array(buffer[start...])
        taken += Int64(rest.count)
        buffer = []
        start = 0
        return rest
    }

    /// The end of a message, and whether Content-Length gave it.
    private typealias End = (position: Int, isMeasured: Bool)

    /// Returns the end of the message whose lines begin at a position, and where the next begins.
    private mutating func end<E: Error>(
        of line: FromLine, from first: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> (End, next: Int) {
        var position = first
        var length: Int?
        var isInHeader = !line.isExact
        while try has(position, read) {
            if try isSeparator(at: position, after: line, read) { break }
            let lineEnd = try lineEnd(position, read)
            if isInHeader {
                let text = buffer[(start + position)..<(start + lineEnd)]
                if text.first == 10 || text.starts(with: [13, 10]) {
                    isInHeader = false
                    if let length, let next = try landing(lineEnd, length, read) {
                        return ((lineEnd + length, true), next)
                    }
                } else {
                    length = Self.contentLength(text) ?? length
                }
            }
            position = lineEnd
        }
        return ((position, false), position)
    }

    /// Returns where the next message begins if the text has the given length; nil if neither a
    /// From line nor the end of the file follows it.
    private mutating func landing<E: Error>(
        _ text: Int, _ length: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Int? {
        guard length <= FixedLimits.mboxAheadBytes else { return nil }
        let end = text + length
        guard try has(end - 1, read) else { return nil }
        let next = try afterEmptyLines(end, read)
        guard try has(next, read) else { return next }
        guard buffer[start + next - 1] == 10 else { return nil }
        return try fromLine(at: next, read) == nil ? nil : next
    }

    /// Returns whether a message begins at the line at a position.
    private mutating func isSeparator<E: Error>(
        at position: Int, after line: FromLine, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Bool {
        guard try fromLine(at: position, read) != nil else { return false }
        if line.isExact { return true }
        var next = position
        repeat { next = try lineEnd(next, read) } while try fromLine(at: next, read) != nil
        return try isHeaderLine(at: next, read)
    }

    /// Returns whether a line begins with the name of a field, or is the From line of another
    /// system, which was quoted.
    private mutating func isHeaderLine<E: Error>(
        at position: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Bool {
        let line = buffer[(start + position)..<(start + (try lineEnd(position, read)))]
        if line.starts(with: ">From ".utf8) { return true }
        guard let first = line.first, (first | 0x20) >= 0x61, (first | 0x20) <= 0x7A else {
            return false
        }
        let name = line.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
        let rest = line.dropFirst(name.count).drop { $0 == 32 || $0 == 9 }
        // A URL is not a field.
        return rest.first == UInt8(ascii: ":") && !rest.starts(with: "://".utf8)
    }

    /// Returns the value of a Content-Length field; nil for any other line.
    private static func contentLength(_ line: ArraySlice<UInt8>) -> Int? {
        let name = Array("content-length".utf8)
        guard line.count > name.count,
            zip(line, name).allSatisfy({ byte, wanted in (byte | 0x20) == (wanted | 0x20) })
        else { return nil }
        let rest = line.dropFirst(name.count).split { $0 <= 32 }
        guard let colon = rest.first, colon.first == UInt8(ascii: ":") else { return nil }
        let value = colon.count > 1 ? [colon.dropFirst()] + rest.dropFirst() : rest.dropFirst()
        guard value.count == 1, let digits = value.first,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    private mutating func fromLine<E: Error>(
        at position: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> FromLine? {
        guard try has(position, read), buffer[start + position] == UInt8(ascii: "F") else {
            return nil
        }
        let end = try lineEnd(position, read)
        return FromLine(buffer[(start + position)..<(start + end)])
    }

    private mutating func afterEmptyLines<E: Error>(
        _ position: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Int {
        var position = position
        for _ in 0..<FixedLimits.mboxEmptyLineCount {
            guard try has(position, read) else { break }
            let end = try lineEnd(position, read)
            let line = buffer[(start + position)..<(start + end)]
            guard line.elementsEqual([10]) || line.elementsEqual([13, 10]) else { break }
            position = end
        }
        return position
    }

    /// Returns the position after the line feed of the line at a position, or the end of the file.
    private mutating func lineEnd<E: Error>(
        _ position: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Int {
        var searched = position
        while true {
            let found = buffer.span.firstIndex(of: 10, from: start + searched, to: buffer.count)
            if found < buffer.count { return found - start + 1 }
            searched = buffer.count - start
            guard !isAtEnd else { return searched }
            try fill(read)
        }
    }

    /// Returns whether there is a byte at a position; reads up to it.
    private mutating func has<E: Error>(
        _ position: Int, _ read: () throws(E) -> [UInt8]
    ) throws(E) -> Bool {
        while start + position >= buffer.count, !isAtEnd { try fill(read) }
        return start + position < buffer.count
    }

    /// Reads the next bytes, and drops those that were taken.
    private mutating func fill<E: Error>(_ read: () throws(E) -> [UInt8]) throws(E) {
        let piece = try read()
        isAtEnd = piece.isEmpty
        buffer.removeFirst(start)
        start = 0
        buffer += piece
    }
}
