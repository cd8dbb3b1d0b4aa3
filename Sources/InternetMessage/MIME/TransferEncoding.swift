// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The transfer encoding of a part (RFC 2045 section 6, and the older uuencode).
enum TransferEncoding: Sendable, Hashable {
    /// 7bit, 8bit, binary, and unknown encodings.
    case identity
    case base64
    case quotedPrintable
    case uuencode

    /// Parses the value of a Content-Transfer-Encoding field.
    init(_ bytes: [UInt8], _ value: Range<Int>) {
        var scanner = StructuredScanner(bytes, value)
        scanner.skipCommentsAndBlanks()
        let token = scanner.takeToken()
        switch bytes.span.lowercased(token) {
        case "base64": self = .base64
        case "quoted-printable": self = .quotedPrintable
        case "x-uuencode", "uuencode", "x-uue", "uue": self = .uuencode
        default: self = .identity
        }
    }

    /// Decodes the bytes; invalid input never fails and loses as little as possible.
    func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        switch self {
        case .identity: Array(bytes[range])
        case .base64: Base64Decoder.decode(bytes.span, range)
        case .quotedPrintable: Self.decodeQuotedPrintable(bytes.span, range)
        case .uuencode: Self.decodeUUEncode(bytes.span, range)
        }
    }

    /// The size of the pieces of ``forEachPiece(_:_:_:)``.
    private static let pieceBytes = 65_536

    /// Decodes in pieces, so that memory does not hold a second copy of a huge body.
    ///
    /// - Parameters:
    ///   - bytes: The buffer that contains the body.
    ///   - range: The range of the body.
    ///   - take: Receives each piece in order, and whether it is the last one.
    /// - Returns: Whether the decoder found no damage.
    @discardableResult
    func forEachPiece(
        _ bytes: [UInt8], _ range: Range<Int>, _ take: (ArraySlice<UInt8>, Bool) -> Void
    ) -> Bool {
        var base64 = Base64Decoder()
        var position = range.lowerBound
        repeat {
            var end = min(position + Self.pieceBytes, range.upperBound)
            switch self {
            case .identity:
                take(bytes[position..<end], end == range.upperBound)
            case .base64:
                let isLast = end == range.upperBound
                take(base64.decode(bytes.span, position..<end, isLast: isLast)[...], isLast)
            case .quotedPrintable:
                end = Self.cut(bytes.span, position..<range.upperBound, near: end)
                take(
                    Self.decodeQuotedPrintable(bytes.span, position..<end)[...],
                    end == range.upperBound)
            case .uuencode:
                // Only old programs use uuencode, and their messages are small.
                end = range.upperBound
                take(Self.decodeUUEncode(bytes.span, range)[...], true)
            }
            position = end
        } while position < range.upperBound
        return !base64.isDamaged
    }

    // MARK: quoted-printable

    /// Returns a position where quoted-printable can be split without changing the result.
    ///
    /// The position follows a byte that is neither part of an escape nor a blank that a line ending
    /// removes.
    private static func cut(_ span: Span<UInt8>, _ range: Range<Int>, near: Int) -> Int {
        var end = near
        while end < range.upperBound, end - range.lowerBound > 3 {
            let last = span[end - 1]
            let isSolid = !last.isBlank && last != ASCII.carriageReturn
            if isSolid, last != ASCII.equals, span[end - 2] != ASCII.equals { return end }
            // The second digit of an escape passes this test as well.
            end += 1
        }
        return range.upperBound
    }

    /// Decodes quoted-printable; removes trailing blanks and keeps an `=` without two digits.
    static func decodeQuotedPrintable(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        [UInt8](capacity: range.count) { (output: inout OutputSpan<UInt8>) in
            var index = range.lowerBound
            let end = range.upperBound
            /// The length of the output up to the last byte that a line ending cannot remove.
            var solid = 0
            let equals = ByteSearch.repeated(ASCII.equals)
            let lineFeeds = ByteSearch.repeated(ASCII.lineFeed)
            while index < end {
                while end - index >= 8 {
                    var word = span.word(at: index)
                    let found =
                        ByteSearch.matches(word, equals) | ByteSearch.matches(word, lineFeeds)
                    let plain = found == 0 ? 8 : found.trailingZeroBitCount / 8
                    for _ in 0..<plain {
                        output.append(UInt8(truncatingIfNeeded: word))
                        word >>= 8
                    }
                    index += plain
                    if found != 0 { break }
                }
                guard index < end else { break }
                let byte = span[index]
                index += 1
                if byte == ASCII.equals {
                    index = decodeEscape(span, after: index, end: end, into: &output)
                    solid = output.count
                    continue
                }
                if byte == ASCII.lineFeed { removeBlanks(of: &output, downTo: solid) }
                output.append(byte)
                if byte == ASCII.lineFeed { solid = output.count }
            }
        }
    }

    /// Appends the byte of an escape, or nothing for a soft line break.
    ///
    /// Returns the position after the escape.
    private static func decodeEscape(
        _ span: Span<UInt8>, after start: Int, end: Int, into output: inout OutputSpan<UInt8>
    ) -> Int {
        if end - start > 1, let high = span[start].hexadecimalValue,
            let low = span[start + 1].hexadecimalValue
        {
            output.append(high << 4 | low)
            return start + 2
        }
        var line = start
        while line < end, span[line].isBlank { line += 1 }
        if line < end, span[line] == ASCII.carriageReturn { line += 1 }
        guard line < end else { return end }
        if span[line] == ASCII.lineFeed { return line + 1 }
        output.append(ASCII.equals)
        return start
    }

    /// Removes the blanks before a line ending, except the CR of a CRLF.
    private static func removeBlanks(
        of output: inout OutputSpan<UInt8>, downTo solid: Int
    ) {
        let isReturn = output.count > solid && output[output.count - 1] == ASCII.carriageReturn
        while output.count > solid, output[output.count - 1].isBlankOrLineEnd {
            output.removeLast(1)
        }
        if isReturn { output.append(ASCII.carriageReturn) }
    }

    // MARK: uuencode

    /// Decodes the lines between `begin` and `end`.
    ///
    /// A line that is too short is padded with blanks, because mail servers remove trailing blanks.
    static func decodeUUEncode(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count / 4 * 3)
        var isInside = false
        var line = range.lowerBound
        while line < range.upperBound {
            let next = min(MessageParser.endOfLine(span, from: line), range.upperBound)
            let text = span.trimmedEnd(line..<next)
            line = next
            guard isInside else {
                isInside = span.hasIgnoringCase("begin ", at: text.lowerBound)
                continue
            }
            if text.count == 3, span.hasIgnoringCase("end", at: text.lowerBound) { break }
            guard !text.isEmpty else { continue }
            let length = Int((span[text.lowerBound] &- 32) & 63)
            var digit = text.lowerBound + 1
            var taken = 0
            while taken < length, digit < text.upperBound {
                var group: UInt32 = 0
                for step in 0..<4 {
                    // Trailing blanks of the line may be missing.
                    let byte = digit + step < text.upperBound ? span[digit + step] : ASCII.space
                    group = group << 6 | UInt32((byte &- 32) & 63)
                }
                for shift in [16, 8, 0] as [UInt32] where taken < length {
                    output.append(UInt8(truncatingIfNeeded: group >> shift))
                    taken += 1
                }
                digit += 4
            }
        }
        return output
    }
}

extension Span where Element == UInt8 {
    /// Returns the range without trailing line endings.
    fileprivate func trimmedEnd(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound,
            self[end - 1] == ASCII.lineFeed || self[end - 1] == ASCII.carriageReturn
        {
            end -= 1
        }
        return range.lowerBound..<end
    }
}
