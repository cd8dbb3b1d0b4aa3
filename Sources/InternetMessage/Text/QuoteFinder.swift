// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds quotations and signatures in a text; see `TextSpan.spans(of:)`.
struct QuoteFinder {
    /// A line of the text, with the properties found so far.
    struct Line {
        /// The complete line, with its line ending.
        var range: Range<Int>
        /// The line without blanks and line ending at both ends.
        var content: Range<Int>
        var isQuoted = false
        /// Whether one of its last bytes is a colon, possibly before a directional mark.
        var endsInColon = false
        /// The header block field in this line, if any.
        var label: HeaderBlock.Label?
        /// The line after the header of GroupWise that begins here, if any.
        var headerEnd: Int?

        var isEmpty: Bool { content.isEmpty }
    }

    let bytes: [UInt8]
    let lines: [Line]
    private let isAnswer: Bool
    /// The kind of each line.
    private var kinds: [TextSpan.Kind]

    /// The maximum length of a colon with a directional mark, in bytes.
    private static let colonBytes = 6

    init(_ bytes: [UInt8], isAnswer: Bool) {
        self.bytes = bytes
        self.isAnswer = isAnswer
        var lines: [Line] = []
        var position = 0
        while position < bytes.count {
            let next = MessageParser.endOfLine(bytes.span, from: position)
            let content = bytes.span.trimmed(position..<next)
            let isQuoted =
                !content.isEmpty && bytes[content.lowerBound] == ASCII.greater
                && content.lowerBound - position <= 1
            var line = Line(range: position..<next, content: content, isQuoted: isQuoted)
            if !isQuoted {
                line.endsInColon = bytes[content].suffix(Self.colonBytes).contains {
                    $0 == ASCII.colon || $0 == 0x9A
                }
                line.label = HeaderBlock.label(bytes[content])
            }
            lines.append(line)
            position = next
        }
        for index in lines.indices where lines[index].isQuoted {
            guard let end = QuoteHeader.endOfGroupWise(bytes, lines, at: index) else { continue }
            lines[index].isQuoted = false
            lines[index].headerEnd = end
        }
        self.lines = lines
        kinds = Array(repeating: .new, count: lines.count)
    }

    mutating func find() -> [TextSpan] {
        // After the last quoted line, an attribution applies to all text that follows.
        let lastQuoted = lines.lastIndex(where: \.isQuoted) ?? -1
        var index = 0
        var end = lines.count
        while index < lines.count {
            if lines[index].isQuoted {
                index = markQuote(at: index)
                continue
            }
            if let header = headerOfMarkedQuote(at: index) {
                for line in index..<header { kinds[line] = .attribution }
                index = header
                continue
            }
            if let found = takeover(at: index, lastQuoted: lastQuoted) {
                for line in index..<found.bodyStart { kinds[line] = found.header }
                for line in found.bodyStart..<lines.count { kinds[line] = found.body }
                end = index
                break
            }
            index += 1
        }
        markSignatures(before: end)
        return joined()
    }

    // MARK: Quote marks

    /// Marks the quoted lines from here and the attribution above them; returns the next line.
    private mutating func markQuote(at start: Int) -> Int {
        var end = start
        while end < lines.count, lines[end].isQuoted {
            kinds[end] = .quote
            end += 1
            // An empty line between quoted lines belongs to the quotation.
            var after = end
            while after < lines.count, lines[after].isEmpty, after - end < 3 { after += 1 }
            if after > end, after < lines.count, lines[after].isQuoted {
                for line in end..<after { kinds[line] = .quote }
                end = after
            }
        }
        if let first = Attribution.start(of: self, above: start) {
            for line in first..<start where kinds[line] == .new { kinds[line] = .attribution }
        }
        return end
    }

    // MARK: Quotations to the end of the text

    /// Returns the start of an earlier message that continues to the end, without quote marks.
    private func takeover(
        at index: Int, lastQuoted: Int
    ) -> (bodyStart: Int, header: TextSpan.Kind, body: TextSpan.Kind)? {
        guard !lines[index].isEmpty else { return nil }
        if let kind = MessageSeparator.kind(bytes[lines[index].content]) {
            let next = afterEmptyLines(index + 1)
            let start = HeaderBlock.end(of: self, at: next) ?? index + 1
            // Outlook writes the same line above a message that it forwards.
            let isForward = kind == .forward || kind == .original && !isAnswer
            return isForward
                ? (start, .forwardHeader, .forward) : (start, .attribution, .quote)
        }
        if isAnswer, let end = HeaderBlock.end(of: self, at: index) {
            return (end, .attribution, .quote)
        }
        // Outlook writes a line of underscores or hyphens above the header block.
        if isAnswer, isRule(index),
            let end = HeaderBlock.end(of: self, at: afterEmptyLines(index + 1))
        {
            return (end, .attribution, .quote)
        }
        if let end = header(at: index) { return (end, .attribution, .quote) }
        if QuoteHeader.hasTextBehindAttribution(self, at: index) {
            return (index, .attribution, .quote)
        }
        if lastQuoted < index, let end = Attribution.end(of: self, standingAloneAt: index) {
            return (end, .attribution, .quote)
        }
        return nil
    }

    /// Returns the line after the header of a program with marks of its own; nil if there is none.
    private func header(at index: Int) -> Int? {
        lines[index].headerEnd ?? QuoteHeader.endOfHyphened(self, at: index)
    }

    /// Returns the line after such a header if quote marks follow; text may stand below them.
    private func headerOfMarkedQuote(at index: Int) -> Int? {
        guard !lines[index].isEmpty, let end = header(at: index) else { return nil }
        let next = afterEmptyLines(end)
        return next < lines.count && lines[next].isQuoted ? next : nil
    }

    private func afterEmptyLines(_ index: Int) -> Int {
        var next = index
        while next < lines.count, lines[next].isEmpty, next - index < 3 { next += 1 }
        return next
    }

    /// Whether the line is a rule: three or more underscores, hyphens or box characters.
    private func isRule(_ index: Int) -> Bool {
        let content = bytes[lines[index].content]
        return content.count >= 3
            && (content.allSatisfy { $0 == ASCII.underscore }
                || content.allSatisfy { $0 == ASCII.hyphen })
    }

    // MARK: Signatures

    /// At most 12 lines after `--` without a trailing space are a signature.
    private static let signatureLines = 12
    /// At most 10 lines are the footer of a list.
    private static let footerLines = 10
    /// The minimum number of underscores in a rule above the footer of a list.
    private static let footerRule = 30

    /// Marks the signatures at the end of new text.
    private mutating func markSignatures(before end: Int) {
        var stretchEnd = end
        while stretchEnd > 0 {
            guard kinds[stretchEnd - 1] == .new else {
                stretchEnd -= 1
                continue
            }
            var start = stretchEnd
            while start > 0, kinds[start - 1] == .new { start -= 1 }
            if let first = signatureStart(in: start..<stretchEnd) {
                for line in first..<stretchEnd { kinds[line] = .signature }
            }
            stretchEnd = start
        }
    }

    private func signatureStart(in stretch: Range<Int>) -> Int? {
        var shown = 0
        var telephone: Int?
        var found: Int?
        for index in stretch.reversed() {
            let line = lines[index]
            if line.isEmpty { continue }
            let text = bytes[line.content]
            if text.elementsEqual([ASCII.hyphen, ASCII.hyphen]) {
                // The standard separator (RFC 3676 section 4.3) is recognised anywhere.
                let hasSpace =
                    line.content.upperBound < bytes.count
                    && bytes[line.content.upperBound] == ASCII.space
                if hasSpace || shown <= Self.signatureLines { found = index }
            } else if shown <= Self.footerLines, text.count >= Self.footerRule, isRule(index),
                text.first == ASCII.underscore, shown > 0
            {
                found = index
            } else if shown == 0, MobileSignature.matches(text) {
                telephone = index
            }
            shown += 1
        }
        return found ?? telephone
    }

    // MARK: Result

    private func joined() -> [TextSpan] {
        var found: [TextSpan] = []
        var start = 0
        for index in lines.indices {
            let isLast = index + 1 == lines.count
            guard isLast || kinds[index + 1] != kinds[index] else { continue }
            let end = lines[index].range.upperBound
            found.append(TextSpan(kind: kinds[index], range: start..<end))
            start = end
        }
        return found
    }
}
