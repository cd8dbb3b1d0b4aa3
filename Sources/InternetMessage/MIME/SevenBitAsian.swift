// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Japanese and Chinese in seven bits, turned into the eight-bit charset with the same tables.
///
/// The C library knows no iso-2022-jp with the NEC and IBM extensions and no HZ at all.
enum SevenBitAsian {
    private enum Set {
        case ascii
        case kana
        case double
        case supplementary
    }

    /// iso-2022-jp (RFC 1468, RFC 2237) to EUC-JP.
    static func eucFromISO2022JP(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var set = Set.ascii
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            let left = bytes.endIndex - index
            if byte == ASCII.escape, left > 2 {
                let first = bytes[index + 1]
                let second = bytes[index + 2]
                if first == 0x24, second == 0x40 || second == 0x42 {
                    set = .double
                    index += 3
                    continue
                }
                if first == 0x24, second == ASCII.leftParenthesis, left > 3 {
                    set = bytes[index + 3] == 0x44 ? .supplementary : .double
                    index += 4
                    continue
                }
                if first == ASCII.leftParenthesis {
                    set = second == 0x49 ? .kana : .ascii
                    index += 3
                    continue
                }
            }
            // A line end brings back ASCII (RFC 1468).
            if byte == ASCII.lineFeed { set = .ascii }
            let isGraphic = byte > ASCII.space && byte < 0x7F
            switch set {
            case .kana where isGraphic:
                output.append(0x8E)
                output.append(byte | 0x80)
            case .double where isGraphic && left > 1, .supplementary where isGraphic && left > 1:
                if case .supplementary = set { output.append(0x8F) }
                output.append(byte | 0x80)
                output.append(bytes[index + 1] | 0x80)
                index += 1
            default:
                output.append(byte)
            }
            index += 1
        }
        return output
    }

    /// HZ (RFC 1843) to GB 2312.
    static func eucFromHZ(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var isDouble = false
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x7E, index + 1 < bytes.endIndex {
                let next = bytes[index + 1]
                index += 2
                switch next {
                case 0x7B: isDouble = true
                case 0x7D: isDouble = false
                case 0x7E: output.append(0x7E)
                case ASCII.lineFeed: break
                default: output += [byte, next]
                }
                continue
            }
            if byte == ASCII.lineFeed { isDouble = false }
            output.append(isDouble && byte > ASCII.space && byte < 0x7F ? byte | 0x80 : byte)
            index += 1
        }
        return output
    }
}
