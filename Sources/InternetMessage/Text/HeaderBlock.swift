// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises the header block that programs write above a message without quote marks.
enum HeaderBlock {
    /// At most 24 lines, more than any such block, even with long lists of recipients.
    private static let lineCount = 24
    private static let lineBytes = 60

    /// The field in a line of the block.
    enum Label {
        case from, date, subject, other
        /// The sender in Latvian, or a number.
        case number
    }

    /// Returns the line after the block that begins at this line; nil if there is no block.
    ///
    /// A block begins with the sender and has at least three fields, among them date or subject.
    static func end(of finder: QuoteFinder, at index: Int) -> Int? {
        guard index < finder.lines.count, begins(finder, at: index) else { return nil }
        var count = 0
        var hasDate = false
        var hasSubject = false
        var end = index
        var line = index
        while line < finder.lines.count, line - index < lineCount {
            if let label = finder.lines[line].label {
                count += 1
                if label == .date { hasDate = true }
                if label == .subject { hasSubject = true }
                end = line + 1
            } else if finder.lines[line].isEmpty {
                // HTML adds an empty line between paragraphs.
                let isBetween = line + 1 < finder.lines.count && finder.lines[line + 1].label != nil
                if !isBetween || hasSubject && hasDate { break }
            } else if hasSubject && hasDate {
                break
            }
            line += 1
        }
        return count >= 3 && (hasDate || hasSubject) ? end : nil
    }

    private static func begins(_ finder: QuoteFinder, at index: Int) -> Bool {
        switch finder.lines[index].label {
        case .from: return true
        case .number:
            // The next field must be in Latvian, too.
            var next = index + 1
            if next < finder.lines.count, finder.lines[next].isEmpty { next += 1 }
            guard next < finder.lines.count, finder.lines[next].label == .date else { return false }
            let name = name(finder.bytes[finder.lines[next].content]) ?? []
            return QuotePhrases.latvianDate.contains(name)
        default: return false
        }
    }

    private static let labels: [[UInt8]: Label] = {
        var labels: [[UInt8]: Label] = [:]
        let kinds: [(Label, [[UInt8]])] = [
            (.from, QuotePhrases.from), (.date, QuotePhrases.date),
            (.subject, QuotePhrases.subject), (.other, QuotePhrases.others),
            (.number, QuotePhrases.number),
        ]
        for (label, names) in kinds {
            for name in names where labels[name] == nil { labels[name] = label }
        }
        return labels
    }()

    /// Returns the field of a line such as `From: x`, `*From:* x` or `De : x`.
    static func label(_ line: ArraySlice<UInt8>) -> Label? { name(line).flatMap { labels[$0] } }

    /// Returns the name of the field in lower case; nil for other lines.
    private static func name(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        let start = line.prefix(lineBytes)
        // An ASCII colon, or the full-width one, EF BC 9A.
        var end = start.startIndex
        while end < start.endIndex, start[end] != ASCII.colon {
            if start[end] == 0xEF, start[end...].starts(with: [0xEF, 0xBC, 0x9A]) { break }
            end += 1
        }
        guard end < start.endIndex else { return nil }
        let name = start[..<end].drop { $0 == ASCII.asterisk || $0.isBlank }
        guard !name.isEmpty, name.count < 40 else { return nil }
        return QuoteFinder.fold(name.filter { $0 != ASCII.asterisk })
    }
}
