// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds quotes and signatures in a text; see `TextSpan.spans(of:)`.
struct QuoteFinder {
    /// A line of the text, as far as it was looked at.
    struct Line {
        /// All of it, line end included.
        var range: Range<Int>
        /// Without blanks and line end at both ends.
        var content: Range<Int>
        var isQuoted = false
        /// Whether its last bytes have a colon among them, a mark of direction after it perhaps.
        var endsInColon = false
        /// What field of a header block it is, if any.
        var label: HeaderBlock.Label?

        var isEmpty: Bool { content.isEmpty }
    }

    let bytes: [UInt8]
    let lines: [Line]
    /// For each line what it is.
    private var kinds: [TextSpan.Kind]

    /// A colon and a mark of direction have so many bytes at most.
    private static let colonBytes = 6

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
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
        self.lines = lines
        kinds = Array(repeating: .new, count: lines.count)
    }

    mutating func find() -> [TextSpan] {
        // No quote marks from the line on: an attribution there takes all that follows.
        let lastQuoted = lines.lastIndex(where: \.isQuoted) ?? -1
        var index = 0
        var end = lines.count
        while index < lines.count {
            if lines[index].isQuoted {
                index = markQuote(at: index)
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

    /// Marks the quoted lines from here on and what stands above them; returns what follows.
    private mutating func markQuote(at start: Int) -> Int {
        var end = start
        while end < lines.count, lines[end].isQuoted {
            kinds[end] = .quote
            end += 1
            // An empty line between quoted ones belongs to them.
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

    // MARK: What takes all that follows

    /// Where an earlier message begins that goes on to the end, without quote marks.
    private func takeover(
        at index: Int, lastQuoted: Int
    ) -> (bodyStart: Int, header: TextSpan.Kind, body: TextSpan.Kind)? {
        guard !lines[index].isEmpty else { return nil }
        if let isForward = MessageSeparator.isForward(bytes[lines[index].content]) {
            let next = afterEmptyLines(index + 1)
            let start = HeaderBlock.end(of: self, at: next) ?? index + 1
            return isForward
                ? (start, .forwardHeader, .forward) : (start, .attribution, .quote)
        }
        if let end = HeaderBlock.end(of: self, at: index) { return (end, .attribution, .quote) }
        // A line of underscores or hyphens stands above the header block of Outlook.
        if isRule(index), let end = HeaderBlock.end(of: self, at: afterEmptyLines(index + 1)) {
            return (end, .attribution, .quote)
        }
        if lastQuoted < index, let end = Attribution.end(of: self, standingAloneAt: index) {
            return (end, .attribution, .quote)
        }
        return nil
    }

    private func afterEmptyLines(_ index: Int) -> Int {
        var next = index
        while next < lines.count, lines[next].isEmpty, next - index < 3 { next += 1 }
        return next
    }

    /// Whether the line is a rule of underscores, hyphens or box lines, as long as three or more.
    private func isRule(_ index: Int) -> Bool {
        let content = bytes[lines[index].content]
        return content.count >= 3
            && (content.allSatisfy { $0 == ASCII.underscore }
                || content.allSatisfy { $0 == ASCII.hyphen })
    }

    // MARK: Signatures

    /// How many lines after `--` without its space are a signature still.
    private static let signatureLines = 12
    /// How many lines a list's footer has.
    private static let footerLines = 10
    /// A rule above a list's footer has at least these many underscores.
    private static let footerRule = 30

    /// Marks the signatures that stand at the end of new text.
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
                // The standard's separator counts wherever it is (RFC 3676 section 4.3).
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

    // MARK: Outcome

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
