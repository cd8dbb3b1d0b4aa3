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
        ///
        /// - Parameters:
        ///   - name: The file name; nil for none.
        ///   - contentType: A valid content type.
        ///   - contentID: The Content-ID of a part that is shown inline, with angle brackets; empty
        ///     for none; nil for an attachment.
        ///   - bytes: The content.
        init(file name: String?, contentType: String, contentID: [UInt8]?, bytes: [UInt8]) {
            var header = Array(
                "Content-Type: \(contentType)\nContent-Transfer-Encoding: base64\n".utf8)
            if let contentID, !contentID.isEmpty {
                header += Array("Content-ID: ".utf8) + contentID + [0x0A]
            }
            self.header =
                header
                + FoldedField.disposition(
                    contentID == nil ? "attachment" : "inline", fileName: name)
            content = MessageComposer.wrappedBase64(bytes)
            isEightBit = false
        }

        /// Creates a message part, in base64 only if its lines leave no other way.
        init(message bytes: [UInt8], fileName: String?, allowsEightBits: Bool) {
            let message = EmbeddedMessage(bytes)
            let lines = message.lines(allowsEightBits: allowsEightBits)
            isEightBit = lines.map { !MessageComposer.canTravelAsIs($0) } ?? false
            let type = lines == nil ? "message/global" : "message/rfc822"
            let encoding = lines == nil ? "base64" : isEightBit ? "8bit" : "7bit"
            header =
                Array("Content-Type: \(type)\nContent-Transfer-Encoding: \(encoding)\n".utf8)
                + FoldedField.disposition("attachment", fileName: fileName)
            content = lines ?? MessageComposer.wrappedBase64(message.bytes)
        }

        /// Creates a multipart from complete parts.
        ///
        /// - Parameters:
        ///   - subtype: The subtype of `multipart`.
        ///   - rootType: The content type of the first part, for multipart/related (RFC 2387
        ///     section 3.1).
        ///   - parts: The parts.
        init(multipart subtype: String, rootType: String? = nil, _ parts: [Entity]) {
            let boundary = Boundary.make(for: parts.map(\.content))
            isEightBit = parts.contains(where: \.isEightBit)
            // The line would be too long, so it is folded before the parameter (RFC 2045 section
            // 5.1).
            let root = rootType.map { ";\n type=\"\($0)\"" } ?? ""
            let type = "Content-Type: multipart/\(subtype);\n boundary=\"\(boundary)\"\(root)\n"
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
        static func validType(_ text: String) -> String? {
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
        let text: Entity?
        let html: Entity?

        init(text: String?, html: String?, isFlowed: Bool) {
            self.text = text.map { text in
                let lines = MessageComposer.lines(of: text)
                return isFlowed
                    ? Entity(
                        lines: FlowedText.wrapped(lines),
                        type: "text/plain; charset=utf-8; format=flowed")
                    : Entity(lines: lines, type: "text/plain; charset=utf-8")
            }
            self.html = html.map {
                Entity(lines: MessageComposer.lines(of: $0), type: "text/html; charset=utf-8")
            }
        }

        /// Returns the body, with the parts that the HTML refers to beside the HTML.
        func entity(related: [Entity]) -> Entity {
            let shown = html.map { html in
                related.isEmpty
                    ? html
                    : Entity(multipart: "related", rootType: "text/html", [html] + related)
            }
            if let text, let shown { return Entity(multipart: "alternative", [text, shown]) }
            return text ?? shown ?? Entity(lines: [], type: "text/plain; charset=utf-8")
        }
    }
}
