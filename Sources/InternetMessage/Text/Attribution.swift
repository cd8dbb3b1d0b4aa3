// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises the line before a quotation that names its author, such as `On ... wrote:`.
enum Attribution {
    /// At most 4 lines, because no program was seen to break an attribution into more.
    private static let lineCount = 4
    /// At most 400 bytes per line; a longer line is not an attribution.
    private static let lineBytes = 400

    /// Returns the first line of the attribution directly above a quotation; nil if there is none.
    ///
    /// Above quote marks, a trailing colon and a sender or a time are sufficient.
    static func start(of finder: QuoteFinder, above quote: Int) -> Int? {
        var last = quote - 1
        while last >= 0, quote - last <= 2, finder.lines[last].isEmpty { last -= 1 }
        guard last >= 0, isPlain(finder, last),
            endsInColon(finder.folded(last, last + 1))
        else { return nil }
        var first = last
        while true {
            let joined = finder.folded(first, last + 1)
            let isEnough = hasVerb(joined) || joined.contains(ASCII.at) || hasTime(joined)
            if isEnough, opens(joined) { return first }
            guard last - first + 1 < lineCount, first > 0, isPlain(finder, first - 1) else {
                // No line has a usual beginning; take either the last line or all of them.
                let alone = finder.folded(last, last + 1)
                if hasVerb(alone), alone.contains(ASCII.at) || hasTime(alone) { return last }
                let isParagraph = first == 0 || !isPlain(finder, first - 1)
                if isEnough, isParagraph { return first }
                return hasVerb(alone) || alone.contains(ASCII.at) || hasTime(alone) ? last : nil
            }
            first -= 1
        }
    }

    /// Returns the line after an attribution without quote marks below; nil if there is none.
    ///
    /// Such an attribution must have a verb, an address or a date with time, and the colon.
    static func end(of finder: QuoteFinder, standingAloneAt first: Int) -> Int? {
        let ahead = finder.lines[first..<min(first + lineCount, finder.lines.count)]
        guard ahead.contains(where: \.endsInColon), isPlain(finder, first) else { return nil }
        let start = finder.folded(first, first + 1)
        guard opens(start) || start.contains(ASCII.at) else { return nil }
        for count in 1...lineCount {
            let end = first + count
            guard end <= finder.lines.count, isPlain(finder, end - 1) else { return nil }
            let joined = finder.folded(first, end)
            guard endsInColon(joined) else { continue }
            return hasVerb(joined) && namesSource(joined) && opensOrEndsInVerb(joined) ? end : nil
        }
        return nil
    }

    private static func isPlain(_ finder: QuoteFinder, _ index: Int) -> Bool {
        let line = finder.lines[index]
        return !line.isEmpty && !line.isQuoted && line.content.count <= lineBytes
    }

    static func opens(_ line: [UInt8]) -> Bool {
        guard let first = line.first else { return false }
        return first.isDigit || QuotePhrases.openers.contains { line.starts(with: $0) }
    }

    static func hasVerb(_ line: [UInt8]) -> Bool {
        QuotePhrases.wrote.contains { line[...].contains($0) }
    }

    /// The maximum distance of the verb from the end, for `napisał(a):` and similar forms.
    private static let verbBytes = 24

    private static func opensOrEndsInVerb(_ line: [UInt8]) -> Bool {
        opens(line)
            || QuotePhrases.wrote.contains { line.suffix($0.count + verbBytes).contains($0) }
    }

    static func endsInColon(_ line: [UInt8]) -> Bool {
        line.last == ASCII.colon || line.suffix(3).elementsEqual([0xEF, 0xBC, 0x9A])
    }

    /// Whether the line contains an address, or a date with a time.
    static func namesSource(_ line: [UInt8]) -> Bool {
        line.contains(ASCII.at) || hasTime(line) && hasYear(line)
    }

    /// Whether the line contains a time such as 10:33.
    static func hasTime(_ line: [UInt8]) -> Bool {
        line.indices.contains { index in
            index > 0 && line.count - index > 2 && line[index] == ASCII.colon
                && line[index - 1].isDigit && line[index + 1].isDigit && line[index + 2].isDigit
        }
    }

    /// Whether the line contains four consecutive digits, or a date with full stops or slashes.
    static func hasYear(_ line: [UInt8]) -> Bool {
        var digits = 0
        var marks = 0
        for byte in line {
            if byte.isDigit {
                digits += 1
                if digits == 4 { return true }
            } else {
                if digits > 0, byte == ASCII.dot || byte == ASCII.slash { marks += 1 }
                digits = 0
            }
        }
        return marks >= 2
    }
}
