// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension QuoteFinder {
    /// Joins lines with spaces and converts them to lower case; see `fold(_:)`.
    func folded(_ first: Int, _ end: Int) -> [UInt8] {
        var joined: [UInt8] = []
        for line in lines[first..<end] {
            if !joined.isEmpty { joined.append(ASCII.space) }
            joined += bytes[line.content]
        }
        return Self.fold(joined)
    }

    /// Converts text to lower case, replaces all kinds of spaces by spaces, and removes directional
    /// marks and surrounding blanks.
    static func fold(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.allSatisfy({ $0 < 0x80 && $0 != ASCII.tab }) {
            let kept = bytes.span.trimmed(0..<bytes.count)
            return bytes[kept].map(\.lowercased)
        }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).lowercased().unicodeScalars {
            switch scalar.value {
            case 0x09, 0xA0, 0x2009, 0x202F: output.append(ASCII.space)
            case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
            default: output += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
        let kept = output.span.trimmed(0..<output.count)
        return Array(output[kept])
    }
}
