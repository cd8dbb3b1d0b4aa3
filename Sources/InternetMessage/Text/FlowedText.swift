// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Text with flowed lines: `text/plain; format=flowed` (RFC 3676).
public enum FlowedText {
    /// A paragraph, or a fixed line.
    public struct Paragraph: Sendable, Hashable {
        /// The quotation depth: the number of `>` at the start of its lines (section 4.5).
        public let quoteDepth: Int
        /// The text without quote marks, stuffed spaces and line endings.
        public let text: String

        init(quoteDepth: Int, text: String) {
            self.quoteDepth = quoteDepth
            self.text = text
        }
    }

    /// Joins the lines of a flowed text to paragraphs (sections 4.1 and 4.2).
    ///
    /// A line that ends in a space continues on the next line, unless the quotation depths differ
    /// or one of them is the signature separator `-- `. An empty line is an empty paragraph, also
    /// after a line that ends in a space, as many people write between paragraphs.
    ///
    /// - Parameters:
    ///   - text: The decoded body with LF line endings.
    ///   - deletesSpace: Whether trailing spaces are not part of the text (`delsp=yes`).
    /// - Returns: The paragraphs in order; the last line ending does not add an empty one.
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
            if openDepth != depth || isSeparator || rest.isEmpty { close() }
            openDepth = depth
            let isFlowed = rest.last == ASCII.space && !isSeparator
            if isFlowed, deletesSpace { rest.removeLast() }
            open += rest
            if !isFlowed { close() }
        }
        close()
        return found
    }

    /// Returns the paragraphs of a flowed text, one per line, after a `>` for each quotation level.
    ///
    /// - Parameters:
    ///   - text: The decoded body with LF line endings.
    ///   - deletesSpace: Whether trailing spaces are not part of the text (`delsp=yes`).
    /// - Returns: The text with LF line endings.
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

    /// The signature separator, which is never flowed (section 4.3).
    static let separator: [UInt8] = [ASCII.hyphen, ASCII.hyphen, ASCII.space]
}

extension Part {
    /// Whether the text is flowed according to the parameter `format` (RFC 3676 section 3).
    public var isFlowed: Bool { contentType.isFlowed }

    /// Whether the trailing space of flowed lines is not part of the text (`delsp=yes`).
    public var deletesSpace: Bool { contentType.parameter("delsp")?.lowercased() == "yes" }

    /// Returns the text as `text()` does, with each paragraph of flowed text on one line.
    public func unwrappedText() -> String {
        isFlowed ? unwrapped(text()) : text()
    }

    /// Returns a piece of the part's flowed text with each paragraph on one line.
    func unwrapped(_ text: String) -> String {
        FlowedText.unwrapped(text, deletesSpace: deletesSpace)
    }
}

extension ContentType {
    /// Whether text of this type is flowed (RFC 3676 section 3).
    var isFlowed: Bool {
        type == "text" && parameter("format")?.lowercased() == "flowed"
    }
}
