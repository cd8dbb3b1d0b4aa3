// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension MessageComposer {
    /// A part of a message: the fields that tell of it, and its content, already encoded.
    struct Entity {
        /// Lines that end with a line feed.
        let header: [UInt8]
        /// Lines that end with a line feed; the last one may have none.
        let content: [UInt8]
        /// Whether the content has bytes outside of ASCII.
        let isEightBit: Bool

        /// A text in UTF-8, encoded as it needs.
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

        /// A file in base64.
        init(file name: String?, contentType: String, bytes: [UInt8]) {
            let type = Self.validType(contentType) ?? "application/octet-stream"
            header =
                Array("Content-Type: \(type)\nContent-Transfer-Encoding: base64\n".utf8)
                + FoldedField.disposition(fileName: name)
            content = MessageComposer.wrappedBase64(bytes)
            isEightBit = false
        }

        /// A message as it is, or in base64 where it can't travel so.
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

        /// Parts in a multipart, each of them whole.
        init(multipart subtype: String, _ parts: [Entity]) {
            let boundary = Boundary.make(for: parts.map(\.content))
            isEightBit = parts.contains(where: \.isEightBit)
            // Longer than a line should be, so folded before the parameter (RFC 2045 section 5.1).
            let type = "Content-Type: multipart/\(subtype);\n boundary=\"\(boundary)\"\n"
            // What is inside must be told of the whole (RFC 2045 section 6.4).
            let encoding = isEightBit ? "Content-Transfer-Encoding: 8bit\n" : ""
            header = Array((type + encoding).utf8)
            var content: [UInt8] = []
            for part in parts {
                // The line end before the delimiter belongs to it (RFC 2046 section 5.1.1).
                content += Array("--\(boundary)\n".utf8) + part.header + [0x0A] + part.content
                content.append(0x0A)
            }
            self.content = content + Array("--\(boundary)--\n".utf8)
        }

        /// How many characters a content type may have (RFC 6838 section 4.2: 127 each side).
        private static let typeLimit = 127

        //     type "/" subtype, both restricted-name = ALPHA / DIGIT *126(...)   RFC 6838 4.2
        /// The type in lower case; nil if it is none or its parts can't be in base64.
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

    /// The texts of a body.
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
