// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Searches eight bytes at once, for the loops over bodies.
///
/// A word contains eight bytes of mail, the first one in its lowest eight bits.
enum ByteSearch {
    /// Returns a word of eight copies of a byte.
    static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Returns the highest bit of each byte that equals the byte repeated in `pattern`.
    ///
    /// The lowest bit set is correct; higher bits may be false matches.
    static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- 0x0101_0101_0101_0101) & ~difference & 0x8080_8080_8080_8080
    }

    /// The highest bits of all eight bytes.
    static let highBits: UInt64 = 0x8080_8080_8080_8080
}

extension Span where Element == UInt8 {
    /// Returns eight bytes as a word; traps past the end, like any index.
    @inline(__always) func word(at offset: Int) -> UInt64 {
        // This is safe: the bounds are checked, and any eight bytes are a valid number.
        UInt64(
            littleEndian: unsafe bytes.unsafeLoadUnaligned(
                fromByteOffset: offset, as: UInt64.self))
    }

    /// Returns the first position of the byte; `end` if it does not occur.
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
