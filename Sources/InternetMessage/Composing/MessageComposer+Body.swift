// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// The body of a message with the fields that tell of it.
    struct Body {
        let header: [UInt8]
        let content: [UInt8]

        init(text: String?, html: String?) {
            var parts: [Part] = []
            if let text { parts.append(Part(type: "text/plain", text: text)) }
            if let html { parts.append(Part(type: "text/html", text: html)) }
            let version = Array("MIME-Version: 1.0\n".utf8)
            guard parts.count == 2 else {
                let part = parts.first ?? Part(type: "text/plain", text: "")
                header = version + part.header
                content = part.content
                return
            }
            // Longer than a line should be, so folded before the parameter (RFC 2045 section 5.1).
            let boundary = Self.boundary(for: parts)
            header =
                version
                + Array("Content-Type: multipart/alternative;\n boundary=\"\(boundary)\"\n".utf8)
            var content: [UInt8] = []
            for part in parts {
                // The line end before the delimiter belongs to it (RFC 2046 section 5.1.1).
                content += Array("--\(boundary)\n".utf8) + part.header + [0x0A] + part.content
                content.append(0x0A)
            }
            self.content = content + Array("--\(boundary)--\n".utf8)
        }

        /// A boundary that no line of the parts starts with.
        ///
        /// It is made from their content by the hash FNV-1a, and made anew as long as one of them
        /// holds it; in quoted-printable and base64 its first two characters can't occur.
        private static func boundary(for parts: [Part]) -> String {
            var high = FowlerNollVo()
            var low = FowlerNollVo()
            for part in parts {
                high.add(part.content)
                low.add(part.content.reversed())
            }
            while true {
                let boundary = "=_" + (high.hexadecimal + low.hexadecimal)
                let line = Array("--\(boundary)".utf8)
                let occurs = parts.contains { part in
                    part.content.split(separator: 0x0A).contains { $0.starts(with: line) }
                }
                if !occurs { return boundary }
                high.add(line)
                low.add(line)
            }
        }
    }

    /// A part of the body, encoded.
    private struct Part {
        let header: [UInt8]
        let content: [UInt8]

        init(type: String, text: String) {
            let text = MessageComposer.lines(of: text)
            let encoding: String
            if MessageComposer.canTravelAsIs(text) {
                (encoding, content) = ("7bit", text)
            } else {
                let quoted = MessageComposer.quotedPrintable(text)
                let isShorter = quoted.count <= MessageComposer.base64LinesCount(text)
                encoding = isShorter ? "quoted-printable" : "base64"
                content = isShorter ? quoted : MessageComposer.base64Lines(text)
            }
            header = Array(
                "Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: \(encoding)\n"
                    .utf8)
        }
    }

    /// The hash FNV-1a of 64 bits: quick, the same everywhere, and not meant to keep secrets.
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
