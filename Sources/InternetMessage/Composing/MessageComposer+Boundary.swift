// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// Creates boundaries that do not occur at the start of any line (RFC 2046 section 5.1.1).
    enum Boundary {
        /// At most 65,536 bytes of a part are hashed; the rest contributes only its length.
        private static let hashedBytes = 65_536

        /// Returns a boundary for these contents.
        ///
        /// The boundary is derived from the contents with the hash FNV-1a, and derived again while
        /// it occurs in one of them. Its first two characters cannot occur in quoted-printable or
        /// base64.
        static func make(for contents: [[UInt8]]) -> String {
            var high = FowlerNollVo()
            var low = FowlerNollVo()
            for content in contents {
                high.add(content.prefix(hashedBytes))
                low.add(content.suffix(hashedBytes).reversed())
                low.add(String(content.count).utf8)
            }
            while true {
                let boundary = "=_" + (high.hexadecimal + low.hexadecimal)
                let line = Array("--\(boundary)".utf8)
                if !contents.contains(where: { occurs(line, in: $0) }) { return boundary }
                high.add(line)
                low.add(line)
            }
        }

        /// Whether a line of the content starts with these bytes.
        private static func occurs(_ start: [UInt8], in content: [UInt8]) -> Bool {
            var position = 0
            while position < content.count {
                if content[position] == UInt8(ascii: "-"),
                    content[position...].starts(with: start)
                {
                    return true
                }
                position = MessageParser.endOfLine(content.span, from: position)
            }
            return false
        }
    }

    /// The 64-bit hash FNV-1a, which is fast and portable, but not cryptographic.
    private struct FowlerNollVo {
        private var state: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ bytes: some Sequence<UInt8>) {
            for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }

        var hexadecimal: String {
            let digits = String(state, radix: 16)
            return String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
    }
}
