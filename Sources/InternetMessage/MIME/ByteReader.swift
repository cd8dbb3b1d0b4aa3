// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Reads consecutive little-endian numbers and byte ranges, never past the end.
struct ByteReader {
    let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var left: Int { bytes.endIndex - position }

    mutating func byte() -> UInt8? {
        guard left >= 1 else { return nil }
        position += 1
        return bytes[position - 1]
    }

    mutating func uint16() -> UInt16? {
        guard left >= 2 else { return nil }
        position += 2
        return UInt16(bytes[position - 2]) | UInt16(bytes[position - 1]) << 8
    }

    mutating func uint32() -> UInt32? {
        guard left >= 4 else { return nil }
        var value: UInt32 = 0
        for offset in 0..<4 { value |= UInt32(bytes[position + offset]) << UInt32(8 * offset) }
        position += 4
        return value
    }

    /// Reads the next bytes; returns nil if there are too few.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= left else { return nil }
        position += count
        return bytes[(position - count)..<position]
    }

    /// Reads the next bytes, or as many as there are.
    mutating func takeUpTo(_ count: Int) -> ArraySlice<UInt8> {
        let taken = bytes[position...].prefix(max(0, count))
        position = taken.endIndex
        return taken
    }
}
