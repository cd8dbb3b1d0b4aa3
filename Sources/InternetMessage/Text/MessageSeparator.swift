// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises lines such as `-----Original Message-----`.
enum MessageSeparator {
    private static let lineBytes = 200

    /// The message that follows.
    enum Kind {
        /// A forwarded message.
        case forward
        /// The message that is replied to, or a forwarded one.
        case original
        /// The message that is replied to.
        case replied
    }

    /// Returns what follows below a separator; nil for other lines.
    static func kind(_ line: ArraySlice<UInt8>) -> Kind? {
        guard line.count <= lineBytes, let first = line.first else { return nil }
        if isDash(first) {
            let inner = QuoteFinder.fold(
                Array(line.drop { isDash($0) || $0.isBlank }))
            let trimmed = inner.reversed().drop { isDash($0) || $0.isBlank }.reversed()
            let text = Array(trimmed)
            // `-- forwarded message` is not enough: hyphens must also follow.
            guard line.prefix(2).allSatisfy(isDash), text.count < inner.count else { return nil }
            if QuotePhrases.original.contains(text) { return .original }
            if QuotePhrases.replied.contains(text) { return .replied }
            return QuotePhrases.forwarded.contains { text.starts(with: $0) } ? .forward : nil
        }
        guard line.last == ASCII.colon || line.suffix(3).elementsEqual([0xEF, 0xBC, 0x9A]) else {
            return nil
        }
        let text = QuoteFinder.fold(Array(line))
        let isBegin = QuotePhrases.beginForwarded.contains { phrase in
            text.starts(with: phrase) && text.count - phrase.count <= 5
        }
        return isBegin ? .forward : nil
    }

    private static func isDash(_ byte: UInt8) -> Bool {
        byte == ASCII.hyphen || byte == ASCII.underscore || byte == ASCII.equals
            || byte == ASCII.asterisk
    }
}
