// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Decompresses RTF in TNEF ([MS-OXRTFCP]).
enum CompressedRTF {
    /// The initial content of the dictionary (section 2.1.3.1.1).
    private static let initial: [UInt8] = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
            + "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0"
            + "\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)

    private static let compressed: UInt32 = 0x7546_5A4C
    private static let uncompressed: UInt32 = 0x414C_454D
    private static let dictionaryBytes = 4096

    //     Header = COMPSIZE RAWSIZE COMPTYPE CRC
    /// Returns the RTF, or its beginning if bytes are missing; nil if the data is not compressed
    /// RTF.
    ///
    /// - Parameters:
    ///   - bytes: The value of the property.
    ///   - limitInBytes: The maximum length of the result, to which the work is proportional. A
    ///     byte of input gives at most 8 bytes.
    /// - Returns: The RTF, truncated at the limit.
    static func decompress(_ bytes: ArraySlice<UInt8>, limitInBytes: Int) -> [UInt8]? {
        var reader = ByteReader(bytes)
        guard reader.uint32() != nil, let told = reader.uint32(), let kind = reader.uint32(),
            reader.uint32() != nil, let size = Int(exactly: told)
        else { return nil }
        let limit = min(size, limitInBytes)
        if kind == uncompressed { return Array(reader.takeUpTo(limit)) }
        guard kind == compressed else { return nil }
        var dictionary = initial
        dictionary += repeatElement(0, count: dictionaryBytes - initial.count)
        var target = initial.count
        var output: [UInt8] = []
        output.reserveCapacity(min(limit, reader.left * 8))
        func put(_ byte: UInt8) {
            output.append(byte)
            dictionary[target] = byte
            target = (target + 1) % dictionaryBytes
        }
        while output.count < limit, let control = reader.byte() {
            for bit in 0..<8 where output.count < limit {
                guard control >> UInt8(bit) & 1 == 1 else {
                    guard let literal = reader.byte() else { return output }
                    put(literal)
                    continue
                }
                guard let high = reader.byte(), let low = reader.byte() else { return output }
                var source = Int(high) << 4 | Int(low) >> 4
                // A reference to the current write position marks the end.
                if source == target { return output }
                for _ in 0..<(Int(low & 0x0F) + 2) where output.count < limit {
                    put(dictionary[source])
                    source = (source + 1) % dictionaryBytes
                }
            }
        }
        return output
    }
}
