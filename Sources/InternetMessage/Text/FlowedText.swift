// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Text whose lines may flow: `text/plain; format=flowed` (RFC 3676).
public enum FlowedText {
    /// A paragraph, or a line that was sent as one.
    public struct Paragraph: Sendable, Hashable {
        /// How often it is quoted: the `>` in front of its lines (section 4.5).
        public let quoteDepth: Int
        /// The text without quote marks, stuffed spaces and line ends inside.
        public let text: String

        init(quoteDepth: Int, text: String) {
            self.quoteDepth = quoteDepth
            self.text = text
        }
    }

    /// Joins the lines of a flowed text to paragraphs (section 4.1 and 4.2).
    ///
    /// A line that ends in a space goes on in the next one, unless that is quoted otherwise or
    /// one of them is the signature's separator `-- `. An empty line is an empty paragraph.
    ///
    /// - Parameters:
    ///   - text: the decoded body with LF line ends.
    ///   - deletesSpace: whether the space at the end is not part of the text (`delsp=yes`).
    /// - Returns: the paragraphs in their order; the line end after the last one makes no more.
    public static func paragraphs(_ text: String, deletesSpace: Bool) -> [Paragraph] {
        let bytes = Array(text.utf8)
        var found: [Paragraph] = []
        var open: [UInt8] = []
        var openDepth: Int?
        func close() {
            guard let depth = openDepth else { return }
            found.append(
                Paragraph(quoteDepth: depth, text: String(decoding: open, as: UTF8.self)))
            open.removeAll(keepingCapacity: true)
            openDepth = nil
        }
        var position = 0
        while position < bytes.count {
            let next = MessageParser.endOfLine(bytes.span, from: position)
            var line = bytes[position..<next]
            if line.last == ASCII.lineFeed { line.removeLast() }
            position = next
            let content = line.drop { $0 == ASCII.greater }
            let depth = content.startIndex - line.startIndex
            var rest = content
            if rest.first == ASCII.space { rest.removeFirst() }
            let isSeparator = rest.elementsEqual(Self.separator)
            if openDepth != depth || isSeparator { close() }
            openDepth = depth
            let isFlowed = rest.last == ASCII.space && !isSeparator
            if isFlowed, deletesSpace { rest.removeLast() }
            open += rest
            if !isFlowed { close() }
        }
        close()
        return found
    }

    /// The paragraphs of a flowed text, each on one line, with `> ` for each time it is quoted.
    ///
    /// - Parameters:
    ///   - text: the decoded body with LF line ends.
    ///   - deletesSpace: as for `paragraphs(_:deletesSpace:)`.
    /// - Returns: the text with LF line ends.
    public static func unwrapped(_ text: String, deletesSpace: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for paragraph in paragraphs(text, deletesSpace: deletesSpace) {
            for _ in 0..<paragraph.quoteDepth { output.append(ASCII.greater) }
            if paragraph.quoteDepth > 0, !paragraph.text.isEmpty { output.append(ASCII.space) }
            output += paragraph.text.utf8
            output.append(ASCII.lineFeed)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The signature's separator, which is never flowed (section 4.3).
    static let separator: [UInt8] = [ASCII.hyphen, ASCII.hyphen, ASCII.space]
}

extension Part {
    /// Whether the text's lines may flow, by the parameter `format` (RFC 3676 section 3).
    public var isFlowed: Bool {
        let type = contentType
        return type.type == "text" && type.parameter("format")?.lowercased() == "flowed"
    }

    /// Whether the space at the end of flowed lines is no part of the text (`delsp=yes`).
    public var deletesSpace: Bool { contentType.parameter("delsp")?.lowercased() == "yes" }

    /// As `text()`, with a flowed text's paragraphs on one line each.
    public func unwrappedText() -> String {
        isFlowed ? FlowedText.unwrapped(text(), deletesSpace: deletesSpace) : text()
    }
}
