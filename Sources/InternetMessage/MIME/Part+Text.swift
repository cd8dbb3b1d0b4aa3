// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Part {
    /// The charset named in the content type; `ascii` if there is none.
    var declaredCharacterSet: CharacterSet { declaredCharacterSet(contentType) }

    private func declaredCharacterSet(_ type: ContentType) -> CharacterSet {
        let isBroken = storage.nodes[index].kind == .brokenMultipart
        return CharacterSet(label: isBroken ? nil : type.parameter("charset"))
    }

    /// Returns the text, the charset with which it was decoded, and the charset that was declared.
    ///
    /// HTML may declare its charset itself. The content type has priority, unless it names none, an
    /// unknown one, or one that the bytes disprove.
    func decode(
        limitInBytes: Int
    ) -> (text: String, charset: CharacterSet, declared: CharacterSet) {
        let type = contentType
        let declared = declaredCharacterSet(type)
        if let marked = markedCharacterSet(declared, limitInBytes) {
            return decode(limitInBytes, marked)
        }
        guard Self.isHTML(type) else { return decode(limitInBytes, declared) }
        if declared == .ascii || declared.hasSixteenBits && isMarkup(limitInBytes) {
            return decode(limitInBytes, ownCharacterSet(limitInBytes) ?? .ascii)
        }
        let found = decode(limitInBytes, declared)
        let isWrong =
            declared == .utf8
            ? Self.hasReplacement(found.text)
            : found.charset != declared && !declared.isOftenMislabelled
        guard isWrong, let own = ownCharacterSet(limitInBytes) else { return found }
        return decode(limitInBytes, own)
    }

    private func decode(
        _ limitInBytes: Int, _ charset: CharacterSet
    ) -> (text: String, charset: CharacterSet, declared: CharacterSet) {
        let node = storage.nodes[index]
        let end = node.bodyStart + min(max(0, limitInBytes), node.bodyEnd - node.bodyStart)
        let (text, used) = TextBody.decode(
            transferEncoding, storage.buffers[Int(node.buffer)], node.bodyStart..<end, charset,
            whole: node.bodyStart..<node.bodyEnd)
        return (text, used, charset)
    }

    private static func isHTML(_ type: ContentType) -> Bool {
        type.subtype == "html" || type.subtype == "xhtml+xml"
    }

    /// The charset for text in the header that names none: that of this text part.
    var characterSetForHeader: CharacterSet {
        let type = contentType
        let declared = declaredCharacterSet(type)
        guard declared == .ascii, Self.isHTML(type) else { return declared }
        return ownCharacterSet(Int.max) ?? .ascii
    }

    /// Returns the charset that an HTML document names; nil for none or UTF-8, which is recognised.
    private func ownCharacterSet(_ limitInBytes: Int) -> CharacterSet? {
        // An escape of quoted-printable may need three bytes, but few bytes of a start are escaped.
        let bytes = decodedBody(limitInBytes: min(limitInBytes, 2 * HTMLCharset.limitInBytes))
        let own = HTMLCharset.find(in: Array(bytes.prefix(HTMLCharset.limitInBytes)))
        return own == .utf8 ? nil : own
    }

    // MARK: Text that is not in the declared charset

    /// The number of bytes that four decoded bytes need at most, in quoted-printable.
    private static let markBytes = 12

    /// Returns the charset that the first bytes show: a byte order mark, or ASCII in 16 bits.
    private func markedCharacterSet(
        _ declared: CharacterSet, _ limitInBytes: Int
    ) -> CharacterSet? {
        guard declared == .ascii || declared == .utf8 || declared.isOftenMislabelled else {
            return nil
        }
        let node = storage.nodes[index]
        let raw = storage.buffers[Int(node.buffer)][node.bodyStart..<node.bodyEnd].prefix(2)
        // Most text begins with letters and needs no further check.
        let isPlain = raw.allSatisfy { $0 >= ASCII.tab && $0 < 0x7F && $0 != ASCII.equals }
        guard !isPlain || transferEncoding == .base64 else { return nil }
        let bytes = decodedBody(limitInBytes: min(limitInBytes, Self.markBytes))
        // The guess for text without a charset is UTF-8, if it is valid.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return declared == .utf8 ? nil : .ascii }
        guard bytes.count >= 4 else { return nil }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            let isWide = declared == .ascii || declared == .utf8 || bytes[2...].contains(0)
            return isWide ? .other(bytes[0] == 0xFF ? "utf-16le" : "utf-16be") : nil
        }
        func isLetter(_ index: Int) -> Bool { bytes[index] >= ASCII.tab && bytes[index] < 0x7F }
        if isLetter(0), bytes[1] == 0, isLetter(2), bytes[3] == 0 { return .other("utf-16le") }
        if bytes[0] == 0, isLetter(1), bytes[2] == 0, isLetter(3) { return .other("utf-16be") }
        return nil
    }

    /// Whether the body begins with a tag in ASCII, which UTF-16 does not.
    private func isMarkup(_ limitInBytes: Int) -> Bool {
        let bytes = decodedBody(limitInBytes: min(limitInBytes, 400))
        let rest = bytes.drop { $0.isBlankOrLineEnd }.prefix(4)
        return rest.count == 4 && rest.first == ASCII.less && !rest.contains(0)
    }

    /// Whether the text contains U+FFFD.
    private static func hasReplacement(_ text: String) -> Bool {
        let bytes = text.utf8Span.span
        var index = 0
        while true {
            index = bytes.firstIndex(of: 0xEF, from: index, to: bytes.count)
            guard bytes.count - index >= 3 else { return false }
            if bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD { return true }
            index += 1
        }
    }
}
