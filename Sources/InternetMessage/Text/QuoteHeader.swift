// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises the lines above an earlier message that have marks of their own.
///
///     >>> Ann Example <ann@example.org> 11/16/2026 9:10 AM >>>                  GroupWise
///     >>> On 11/16/2026 at 9:10 AM, in message <1@x>, Ann Example wrote:        GroupWise
///     ---- On Mon, 16 Nov 2026 09:10:00 +0100 Ann <ann@example.org> wrote ----  Zoho
///     On Mon, Nov 16, 2026 at 9:10 AM, Ann<ann@example.org> wrote:   Hello      Yahoo for Android
enum QuoteHeader {
    /// At most 4 lines, because programs wrap such a line.
    private static let lineCount = 4
    /// At most 400 bytes per line; a longer line is no header.
    private static let lineBytes = 400

    /// Returns the line after the header of GroupWise that begins at this line; nil if there is
    /// none.
    ///
    /// The line begins like a quotation in a quotation, but also ends in `>>>`, or in the verb of
    /// an attribution.
    static func endOfGroupWise(_ bytes: [UInt8], _ lines: [QuoteFinder.Line], at first: Int) -> Int?
    {
        let line = bytes[lines[first].content]
        guard line.starts(with: [ASCII.greater, ASCII.greater, ASCII.greater]), line.count > 3,
            line.count <= lineBytes, line[line.startIndex + 3] != ASCII.greater
        else { return nil }
        var joined: [UInt8] = []
        for index in first..<min(first + lineCount, lines.count) {
            let content = lines[index].content
            guard !content.isEmpty, content.count <= lineBytes,
                index == first || !lines[index].isQuoted
            else { return nil }
            joined += bytes[content] + [ASCII.space]
            let text = QuoteFinder.fold(Array(joined.dropFirst(3)))
            let isMarked = text.suffix(3).allSatisfy { $0 == ASCII.greater } && text.count > 3
            if isMarked {
                let isHeader = Attribution.namesSource(text) || Attribution.hasYear(text)
                return isHeader ? index + 1 : nil
            }
            guard Attribution.endsInColon(text) else { continue }
            // A line of a quotation in a quotation may stand above an attribution.
            let isOne = index == first || namesMessage(text)
            let isHeader = isOne && Attribution.hasVerb(text) && Attribution.namesSource(text)
            return isHeader ? index + 1 : nil
        }
        return nil
    }

    /// Whether the text contains GroupWise's words before the Message-ID.
    private static func namesMessage(_ text: [UInt8]) -> Bool {
        QuotePhrases.inMessage.contains { text[...].contains($0) }
    }

    /// Returns the line after an attribution between hyphens, as Zoho writes it; nil if there is
    /// none.
    static func endOfHyphened(_ finder: QuoteFinder, at first: Int) -> Int? {
        guard hyphens(finder.bytes[finder.lines[first].content]) >= 3 else { return nil }
        for index in first..<min(first + lineCount, finder.lines.count) {
            let line = finder.lines[index]
            guard !line.isEmpty, !line.isQuoted, line.content.count <= lineBytes else { return nil }
            guard hyphens(finder.bytes[line.content].reversed()) >= 3 else { continue }
            let text = finder.folded(first, index + 1).drop { $0 == ASCII.hyphen }
            let inner = Array(text.reversed().drop { $0 == ASCII.hyphen }.reversed())
            let isHeader = Attribution.hasVerb(inner) && Attribution.namesSource(inner)
            return isHeader ? index + 1 : nil
        }
        return nil
    }

    private static func hyphens(_ bytes: some Sequence<UInt8>) -> Int {
        var count = 0
        for byte in bytes {
            guard byte == ASCII.hyphen else { break }
            count += 1
        }
        return count
    }

    /// Whether an attribution and the first words of the earlier message are in one line, as Yahoo
    /// writes them: the address, the verb, a colon and several blanks.
    static func hasTextBehindAttribution(_ finder: QuoteFinder, at first: Int) -> Bool {
        let line = finder.bytes[finder.lines[first].content]
        let start = line.prefix(lineBytes)
        guard
            let mark = start.indices.dropLast(3).first(where: { index in
                start[index] == ASCII.colon && start[index + 1].isBlank && start[index + 2].isBlank
            })
        else { return false }
        let head = QuoteFinder.fold(Array(start[...mark]))
        guard head.contains(ASCII.greater), Attribution.opens(head), Attribution.namesSource(head),
            Attribution.hasTime(head)
        else { return false }
        return Attribution.hasVerb(head)
    }
}
