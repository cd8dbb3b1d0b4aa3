// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses the type and subtype at the beginning of a Content-Type value.
enum MediaType {
    /// The result of parsing.
    struct Scanned {
        /// `type/subtype` in lower case.
        var name: String
        /// The position where the parameters begin.
        var rest: Int
        /// Whether the type is `multipart/...` or `message/...`.
        var isComposite: Bool
    }

    /// Parses type and subtype; returns nil if one is missing.
    ///
    ///     content := type "/" subtype *(";" parameter)          RFC 2045 5.1
    static func scan(_ bytes: [UInt8], _ value: Range<Int>) -> Scanned? {
        var scanner = StructuredScanner(bytes, value)
        scanner.skipCommentsAndBlanks()
        let isQuoted = scanner.take(ASCII.quote)
        let type = scanner.takeToken()
        scanner.skipCommentsAndBlanks()
        guard !type.isEmpty, scanner.take(ASCII.slash) else { return nil }
        scanner.skipCommentsAndBlanks()
        let subtype = scanner.takeToken()
        guard !subtype.isEmpty else { return nil }
        if isQuoted { _ = scanner.take(ASCII.quote) }
        let span = bytes.span
        var name: [UInt8] = []
        name.reserveCapacity(type.count + subtype.count + 1)
        for index in type { name.append(span[index].lowercased) }
        name.append(ASCII.slash)
        for index in subtype { name.append(span[index].lowercased) }
        let isComposite =
            type.count == 9 && span.hasIgnoringCase("multipart", at: type.lowerBound)
            || type.count == 7 && span.hasIgnoringCase("message", at: type.lowerBound)
        return Scanned(
            name: String(decoding: name, as: UTF8.self), rest: scanner.position,
            isComposite: isComposite)
    }
}
