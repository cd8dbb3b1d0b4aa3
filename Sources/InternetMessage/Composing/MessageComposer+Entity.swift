// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// A part of a message: its header fields and its encoded content.
    struct Entity {
        /// Lines that end with a line feed.
        let header: [UInt8]
        /// Lines that end with a line feed, which may be missing after the last line.
        let content: [UInt8]
        /// Whether the content has bytes outside ASCII.
        let isEightBit: Bool

        /// Creates a UTF-8 text part and encodes it if necessary.
        ///
        /// - Parameters:
        ///   - lines: Lines that end with a line feed.
        ///   - type: The content type with its parameters.
        init(lines: [UInt8], type: String) {
            let encoding: String
            if MessageComposer.canTravelAsIs(lines) {
                (encoding, content) = ("7bit", lines)
            } else {
                let quoted = MessageComposer.quotedPrintable(lines)
                let isShorter = quoted.count <= MessageComposer.base64LinesCount(lines)
                encoding = isShorter ? "quoted-printable" : "base64"
                content = isShorter ? quoted : MessageComposer.base64Lines(lines)
            }
            header = Array(
                "Content-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n".utf8)
            isEightBit = false
        }

        /// Creates a file part in base64.
        init(file name: String?, contentType: String, bytes: [UInt8]) {
            let type = Self.validType(contentType) ?? "application/octet-stream"
            header =
                Array("Content-Type: \(type)\nContent-Transfer-Encoding: base64\n".utf8)
                + FoldedField.disposition(fileName: name)
            content = MessageComposer.wrappedBase64(bytes)
            isEightBit = false
        }

        /// Creates a message part, unencoded if possible, else in base64.
        init(message bytes: [UInt8], fileName: String?, allowsEightBits: Bool) {
            let start = Message(bytes).mboxFromLine?.upperBound ?? 0
            let message = Array(bytes[start...])
            let disposition = FoldedField.disposition(fileName: fileName)
            let lines = MessageComposer.withoutReturns(message)
            let isASCII = lines.map { MessageComposer.canTravelAsIs($0) } ?? false
            let isShort = lines.map { MessageComposer.canTravelInEightBits($0) } ?? false
            if let lines, isASCII || allowsEightBits && isShort {
                isEightBit = !isASCII
                let encoding = isASCII ? "7bit" : "8bit"
                header =
                    Array(
                        "Content-Type: message/rfc822\nContent-Transfer-Encoding: \(encoding)\n"
                            .utf8) + disposition
                content = lines
            } else {
                isEightBit = false
                header =
                    Array(
                        "Content-Type: message/global\nContent-Transfer-Encoding: base64\n".utf8)
                    + disposition
                content = MessageComposer.wrappedBase64(message)
            }
        }

        /// Creates a multipart from complete parts.
        init(multipart subtype: String, _ parts: [Entity]) {
            let boundary = Boundary.make(for: parts.map(\.content))
            isEightBit = parts.contains(where: \.isEightBit)
            // The line would be too long, so it is folded before the parameter (RFC 2045 section
            // 5.1).
            let type = "Content-Type: multipart/\(subtype);\n boundary=\"\(boundary)\"\n"
            // A multipart must declare the encoding of its parts (RFC 2045 section 6.4).
            let encoding = isEightBit ? "Content-Transfer-Encoding: 8bit\n" : ""
            header = Array((type + encoding).utf8)
            var content: [UInt8] = []
            for part in parts {
                // The line ending before the delimiter belongs to the delimiter (RFC 2046 section
                // 5.1.1).
                content += Array("--\(boundary)\n".utf8) + part.header + [0x0A] + part.content
                content.append(0x0A)
            }
            self.content = content + Array("--\(boundary)--\n".utf8)
        }

        /// At most 127 characters on each side of a content type (RFC 6838 section 4.2).
        private static let typeLimit = 127

        //     type "/" subtype, both restricted-name = ALPHA / DIGIT *126(...)   RFC 6838 4.2
        /// Returns the type in lower case; nil if it is invalid or does not allow base64.
        private static func validType(_ text: String) -> String? {
            let sides = text.lowercased().utf8.split(
                separator: 0x2F, omittingEmptySubsequences: false)
            guard sides.count == 2,
                sides.allSatisfy({ side in
                    (1...typeLimit).contains(side.count)
                        && side.allSatisfy {
                            $0.isLetter || $0.isDigit || "!#$&-^_.+".utf8.contains($0)
                        }
                }), !sides[0].elementsEqual("multipart".utf8),
                !sides[0].elementsEqual("message".utf8)
            else { return nil }
            return text.lowercased()
        }
    }

    /// The text parts of a body.
    struct BodyText {
        let entity: Entity

        init(text: String?, html: String?, isFlowed: Bool) {
            var parts: [Entity] = []
            if let text {
                let lines = MessageComposer.lines(of: text)
                parts.append(
                    isFlowed
                        ? Entity(
                            lines: FlowedText.wrapped(lines),
                            type: "text/plain; charset=utf-8; format=flowed")
                        : Entity(lines: lines, type: "text/plain; charset=utf-8"))
            }
            if let html {
                parts.append(
                    Entity(lines: MessageComposer.lines(of: html), type: "text/html; charset=utf-8")
                )
            }
            entity =
                parts.count == 2
                ? Entity(multipart: "alternative", parts)
                : parts.first ?? Entity(lines: [], type: "text/plain; charset=utf-8")
        }
    }
}
