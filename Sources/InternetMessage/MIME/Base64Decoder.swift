// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Decodes base64 (RFC 2045 section 6.8) in pieces.
///
/// Other characters are skipped; the last two or three digits still give one or two bytes. Text
/// after the padding is ignored, because it is a footer of a mailing list or a broken delimiter.
struct Base64Decoder {
    /// Whether there were invalid characters other than white space, or a surplus digit.
    private(set) var isDamaged = false
    /// Whether the padding was found.
    private var isEnded = false
    private var bits: UInt32 = 0
    /// The number of digits in `bits`.
    private var held = 0

    /// Decodes a complete base64 text.
    static func decode(_ span: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var decoder = Base64Decoder()
        return decoder.decode(span, range, isLast: true)
    }

    /// Decodes the next piece, together with the rest of the previous piece.
    mutating func decode(_ span: Span<UInt8>, _ range: Range<Int>, isLast: Bool) -> [UInt8] {
        guard !isEnded else { return [] }
        var output = [UInt8](repeating: 0, count: range.count / 4 * 3 + 6)
        let table = Self.digits()
        // The loop is faster with local variables.
        var (bits, held, isDamaged, isEnded) = (bits, held, isDamaged, isEnded)
        var written = 0
        do {
            let values = table.span
            var target = output.mutableSpan
            var index = range.lowerBound
            let end = range.upperBound
            while index < end {
                if held == 0 {
                    // Nearly all input consists of complete groups; decode two at a time.
                    while end &- index >= 8 {
                        let group = Self.sixBytes(span.word(at: index), values)
                        guard group >= 0 else { break }
                        // Each index is checked; the sums cannot overflow.
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
                    isEnded = true
                    break
                } else if !byte.isBlankOrLineEnd {
                    isDamaged = true
                }
            }
            if isLast || isEnded {
                if held == 1 { isDamaged = true }
                written = Self.flush(bits, held, into: &target, at: written)
            }
        }
        output.removeLast(output.count - written)
        (self.bits, self.held, self.isDamaged, self.isEnded) = (bits, held, isDamaged, isEnded)
        return output
    }

    /// Returns the 48 bits of eight digits; negative if one of them is not a digit.
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

    /// Writes the bytes of two or three remaining digits.
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

    /// Returns the value of each byte; 0xFF for bytes that are not digits.
    ///
    /// With 256 entries, indexing by a byte needs no bounds check.
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
}
