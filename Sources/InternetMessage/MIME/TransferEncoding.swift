// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How the bytes of a part travel (RFC 2045 section 6, and uuencode from before it).
enum TransferEncoding: Sendable, Hashable {
    /// 7bit, 8bit, binary, and whatever is unknown.
    case identity
    case base64
    case quotedPrintable
    case uuencode

    /// Reads the value of a Content-Transfer-Encoding field.
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

    /// Undoes the encoding; wrong input never fails, it loses as little as can be.
    func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        switch self {
        case .identity: Array(bytes[range])
        case .base64: Self.decodeBase64(bytes.span, range)
        case .quotedPrintable: Self.decodeQuotedPrintable(bytes.span, range)
        case .uuencode: Self.decodeUUEncode(bytes.span, range)
        }
    }

    // MARK: base64

    /// What each byte stands for; 0xFF for those that are no digit.
    ///
    /// Its 256 values need no check of an index that is a byte.
    private static func digits() -> InlineArray<256, UInt8> {
        var table = InlineArray<256, UInt8>(repeating: 0xFF)
        for value in UInt8(0)..<26 {
            table[Int(0x41 + value)] = value
            table[Int(0x61 + value)] = 26 + value
        }
        for value in UInt8(0)..<10 { table[Int(0x30 + value)] = 52 + value }
        table[Int(ASCII.plus)] = 62
        table[Int(ASCII.slash)] = 63
        return table
    }

    /// Other characters are skipped; the last two or three digits still give one or two bytes.
    ///
    /// What comes after the padding is no data: a line of a mailing list, or a broken delimiter.
    static func decodeBase64(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: range.count / 4 * 3 + 3)
        let table = digits()
        var written = 0
        do {
            let values = table.span
            var target = output.mutableSpan
            var index = range.lowerBound
            let end = range.upperBound
            var bits: UInt32 = 0
            var held = 0
            while index < end {
                if held == 0 {
                    // Whole groups, as nearly all of it is, two at once while they last.
                    while end &- index >= 8 {
                        let group = sixBytes(span.word(at: index), values)
                        guard group >= 0 else { break }
                        // Each index is checked; the sums can't wrap.
                        target[written] = UInt8(truncatingIfNeeded: group &>> 40)
                        target[written &+ 1] = UInt8(truncatingIfNeeded: group &>> 32)
                        target[written &+ 2] = UInt8(truncatingIfNeeded: group &>> 24)
                        target[written &+ 3] = UInt8(truncatingIfNeeded: group &>> 16)
                        target[written &+ 4] = UInt8(truncatingIfNeeded: group &>> 8)
                        target[written &+ 5] = UInt8(truncatingIfNeeded: group)
                        written &+= 6
                        index &+= 8
                    }
                    while end - index >= 4 {
                        let a = values[Int(span[index])]
                        let b = values[Int(span[index + 1])]
                        let c = values[Int(span[index + 2])]
                        let d = values[Int(span[index + 3])]
                        if (a | b | c | d) & 0xC0 != 0 { break }
                        let group =
                            UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                        target[written] = UInt8(truncatingIfNeeded: group >> 16)
                        target[written + 1] = UInt8(truncatingIfNeeded: group >> 8)
                        target[written + 2] = UInt8(truncatingIfNeeded: group)
                        written += 3
                        index += 4
                    }
                    if index >= end { break }
                }
                let byte = span[index]
                index += 1
                let value = values[Int(byte)]
                if value < 64 {
                    bits = bits << 6 | UInt32(value)
                    held += 1
                    if held == 4 {
                        target[written] = UInt8(truncatingIfNeeded: bits >> 16)
                        target[written + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                        target[written + 2] = UInt8(truncatingIfNeeded: bits)
                        written += 3
                        held = 0
                        bits = 0
                    }
                } else if byte == ASCII.equals, held > 1 {
                    break
                }
            }
            written = flush(bits, held, into: &target, at: written)
        }
        output.removeLast(output.count - written)
        return output
    }

    /// The 48 bits that eight digits stand for; negative when one of them is no digit.
    @inline(__always) private static func sixBytes(
        _ word: UInt64, _ values: Span<UInt8>
    ) -> Int64 {
        let a = values[Int(UInt8(truncatingIfNeeded: word))]
        let b = values[Int(UInt8(truncatingIfNeeded: word >> 8))]
        let c = values[Int(UInt8(truncatingIfNeeded: word >> 16))]
        let d = values[Int(UInt8(truncatingIfNeeded: word >> 24))]
        let e = values[Int(UInt8(truncatingIfNeeded: word >> 32))]
        let f = values[Int(UInt8(truncatingIfNeeded: word >> 40))]
        let g = values[Int(UInt8(truncatingIfNeeded: word >> 48))]
        let h = values[Int(UInt8(truncatingIfNeeded: word >> 56))]
        if (a | b | c | d | e | f | g | h) & 0xC0 != 0 { return -1 }
        let first = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
        let second = UInt32(e) << 18 | UInt32(f) << 12 | UInt32(g) << 6 | UInt32(h)
        return Int64(first) << 24 | Int64(second)
    }

    private static func flush(
        _ bits: UInt32, _ held: Int, into target: inout MutableSpan<UInt8>, at offset: Int
    ) -> Int {
        switch held {
        case 2:
            target[offset] = UInt8(truncatingIfNeeded: bits >> 4)
            return offset + 1
        case 3:
            target[offset] = UInt8(truncatingIfNeeded: bits >> 10)
            target[offset + 1] = UInt8(truncatingIfNeeded: bits >> 2)
            return offset + 2
        default:
            return offset
        }
    }

    // MARK: quoted-printable

    /// Blanks at the end of a line are dropped; an `=` without two digits stays as it is.
    static func decodeQuotedPrintable(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        [UInt8](capacity: range.count) { (output: inout OutputSpan<UInt8>) in
            var index = range.lowerBound
            let end = range.upperBound
            /// The length of the output up to the last byte that no line end makes vanish.
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

    /// Appends what an `=` stands for: a byte, or nothing at the end of a line.
    ///
    /// Returns where to go on.
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

    /// Removes the blanks in front of a line end, but for the CR of a CRLF.
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

    /// The lines between `begin` and `end`; a line that is too short counts as ending in blanks,
    /// which mail servers cut off.
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
                    // Blanks at the end of a line may have been cut off.
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
    /// The range without line ends at its end.
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
