// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts seven-bit Japanese and Chinese text to the eight-bit charset with the same tables.
///
/// The C library has no iso-2022-jp with the NEC and IBM extensions, and no HZ.
struct SevenBitAsian {
    private enum Set {
        case ascii
        case kana
        case double
        case supplementary
    }

    private let isHZ: Bool
    private var set = Set.ascii
    /// The start of an escape or character that continues in the next piece.
    private var carry: [UInt8] = []

    private init(isHZ: Bool) { self.isHZ = isHZ }

    /// Creates a converter from iso-2022-jp (RFC 1468, RFC 2237) to EUC-JP.
    static func iso2022jp() -> SevenBitAsian { SevenBitAsian(isHZ: false) }

    /// Creates a converter from HZ (RFC 1843) to GB 2312.
    static func hz() -> SevenBitAsian { SevenBitAsian(isHZ: true) }

    /// Converts the next bytes; keeps an incomplete escape or character for the next call.
    mutating func eightBit(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        let input = carry.isEmpty ? bytes : (carry + bytes)[...]
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        let end = isHZ ? readHZ(input, isLast, &output) : readJapanese(input, isLast, &output)
        carry = Array(input[end...])
        return output
    }

    /// The length of the longest escape in bytes.
    private static let escapeBytes = 4

    private mutating func readJapanese(
        _ bytes: ArraySlice<UInt8>, _ isLast: Bool, _ output: inout [UInt8]
    ) -> Int {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let left = bytes.endIndex - index
            if byte == ASCII.escape {
                if left < Self.escapeBytes, !isLast { return index }
                if let length = takeEscape(bytes[index...]) {
                    index += length
                    continue
                }
            }
            // A line feed switches back to ASCII (RFC 1468).
            if byte == ASCII.lineFeed { set = .ascii }
            let isGraphic = Self.isGraphic(byte)
            switch set {
            case .kana where isGraphic:
                output.append(0x8E)
                output.append(byte | 0x80)
            case .double where isGraphic, .supplementary where isGraphic:
                guard left > 1 else {
                    if !isLast { return index }
                    output.append(byte)
                    break
                }
                if case .supplementary = set { output.append(0x8F) }
                output.append(byte | 0x80)
                output.append(bytes[index + 1] | 0x80)
                index += 1
            default:
                output.append(byte)
            }
            index += 1
        }
        return index
    }

    /// Switches the character set if there is an escape; returns its length, or nil if there is
    /// none.
    private mutating func takeEscape(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count > 2 else { return nil }
        let first = bytes[bytes.startIndex + 1]
        let second = bytes[bytes.startIndex + 2]
        if first == 0x24, second == 0x40 || second == 0x42 {
            set = .double
            return 3
        }
        if first == 0x24, second == ASCII.leftParenthesis, bytes.count > 3 {
            set = bytes[bytes.startIndex + 3] == 0x44 ? .supplementary : .double
            return 4
        }
        if first == ASCII.leftParenthesis {
            set = second == 0x49 ? .kana : .ascii
            return 3
        }
        return nil
    }

    private mutating func readHZ(
        _ bytes: ArraySlice<UInt8>, _ isLast: Bool, _ output: inout [UInt8]
    ) -> Int {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x7E {
                if index + 1 == bytes.endIndex, !isLast { return index }
                if index + 1 < bytes.endIndex {
                    takeTilde(before: bytes[index + 1], &output)
                    index += 2
                    continue
                }
            }
            if byte == ASCII.lineFeed { set = .ascii }
            guard set == .double, Self.isGraphic(byte) else {
                output.append(byte)
                index += 1
                continue
            }
            // The second byte of a character may be a tilde that begins no escape.
            if index + 1 == bytes.endIndex, !isLast { return index }
            output.append(byte | 0x80)
            index += 1
            if index < bytes.endIndex, Self.isGraphic(bytes[index]) {
                output.append(bytes[index] | 0x80)
                index += 1
            }
        }
        return index
    }

    private static func isGraphic(_ byte: UInt8) -> Bool { byte > ASCII.space && byte < 0x7F }

    private mutating func takeTilde(before next: UInt8, _ output: inout [UInt8]) {
        switch next {
        case 0x7B: set = .double
        case 0x7D: set = .ascii
        case 0x7E: output.append(0x7E)
        case ASCII.lineFeed: break
        default: output += [0x7E, next]
        }
    }
}
