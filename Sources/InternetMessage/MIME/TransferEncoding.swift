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
    func decode(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        switch self {
        case .identity: span.copy(range)
        case .base64: Self.decodeBase64(span, range)
        case .quotedPrintable: Self.decodeQuotedPrintable(span, range)
        case .uuencode: Self.decodeUUEncode(span, range)
        }
    }

    // MARK: base64

    private static let digits: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        for (value, byte) in alphabet.utf8.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }()

    /// Other characters are skipped; the last two or three digits still give one or two bytes.
    ///
    /// What comes after the padding is no data: a line of a mailing list, or a broken delimiter.
    static func decodeBase64(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: range.count / 4 * 3 + 3)
        let table = digits
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
                    // Whole groups, as nearly all of it is.
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
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var index = range.lowerBound
        let end = range.upperBound
        /// The length of the output up to the last byte that no line end makes vanish.
        var solid = 0
        while index < end {
            let byte = span[index]
            if byte == ASCII.equals {
                if end - index > 2, let high = span[index + 1].hexadecimalValue,
                    let low = span[index + 2].hexadecimalValue
                {
                    output.append(high << 4 | low)
                    solid = output.count
                    index += 3
                    continue
                }
                var line = index + 1
                while line < end, span[line].isBlank { line += 1 }
                if line < end, span[line] == ASCII.carriageReturn { line += 1 }
                if line >= end {
                    index = end
                    solid = output.count
                    continue
                }
                if span[line] == ASCII.lineFeed {
                    index = line + 1
                    solid = output.count
                    continue
                }
                output.append(byte)
                solid = output.count
                index += 1
                // The blanks that were looked at are data.
                while index < line {
                    output.append(span[index])
                    index += 1
                }
                continue
            }
            if byte == ASCII.lineFeed {
                let isReturn = output.count > solid && output.last == ASCII.carriageReturn
                output.removeLast(output.count - solid)
                if isReturn { output.append(ASCII.carriageReturn) }
                output.append(byte)
                solid = output.count
            } else {
                output.append(byte)
                if !byte.isBlank, byte != ASCII.carriageReturn { solid = output.count }
            }
            index += 1
        }
        return output
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
