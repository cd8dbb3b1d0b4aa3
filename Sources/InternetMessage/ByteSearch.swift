// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Looks at eight bytes at once, as the loops over bodies do.
///
/// A number here is eight bytes of mail, the first one in the lowest eight bits.
enum ByteSearch {
    /// This byte eight times.
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The highest bit of each byte that equals the one repeated in `pattern`.
    ///
    /// The lowest bit that is set is right; higher ones may be set without reason.
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The highest bits of all eight bytes.
    static let highBits: UInt64 = 0x8080_8080_8080_8080
}

extension Span where Element == UInt8 {
    /// Eight bytes as a number; a trap past the end, as with any index.
    @inline(__always) func word(at offset: Int) -> UInt64 {
        // Safe: the bounds are checked and any eight bytes are a number.
        UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }

    /// Where the byte stands first; `end` when it does not.
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int {
        let pattern = ByteSearch.repeated(byte)
        var index = start
        while end - index >= 8 {
            let found = ByteSearch.matches(word(at: index), pattern)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < end, self[index] != byte { index += 1 }
        return index
    }

    /// Whether all bytes are ASCII.
    var isASCII: Bool {
        var index = 0
        while count - index >= 8 {
            if word(at: index) & ByteSearch.highBits != 0 { return false }
            index += 8
        }
        while index < count, self[index] < 0x80 { index += 1 }
        return index == count
    }
}
