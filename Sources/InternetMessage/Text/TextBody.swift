// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts the bytes of a text part to a String.
enum TextBody {
    /// The size of the pieces that are converted, so that memory does not hold a second copy of a
    /// huge body.
    private static let pieceBytes = 65_536

    /// Returns the text with LF line endings and without a byte order mark.
    static func decode(_ bytes: ArraySlice<UInt8>, _ charset: CharacterSet) -> String {
        decode(TransferEncoding.identity, Array(bytes), 0..<bytes.count, charset).text
    }

    /// Decodes a body in a transfer encoding; returns the text and the charset that was used.
    ///
    /// Text that is clearly UTF-8 is decoded as UTF-8 in spite of the declared charset. If only the
    /// beginning is decoded, `whole` is the range of the body, which shows what it is.
    static func decode(
        _ encoding: TransferEncoding, _ bytes: [UInt8], _ range: Range<Int>,
        _ declared: CharacterSet, whole: Range<Int>? = nil
    ) -> (text: String, charset: CharacterSet) {
        let whole = whole ?? range
        if encoding != .identity, range.count <= pieceBytes, range == whole {
            let decoded = encoding.decode(bytes, range)
            return decode(.identity, decoded, 0..<decoded.count, declared)
        }
        var charset = declared
        var decoder = CharsetDecoder(declared)
        if declared == .ascii || !decoder.isKnown {
            charset = .guess(
                isUTF8: isValidUTF8(encoding, bytes, range, isCut: range != whole))
            decoder = CharsetDecoder(charset)
        }
        var builder = TextBuilder()
        if range.count > pieceBytes {
            let count = encoding == .base64 ? range.count / 4 * 3 : range.count
            builder.reserveCapacity(charset == .utf8 ? count : count * 2)
        }
        var piece: [UInt8] = []
        // Until the first piece that is not ASCII, the charset makes no difference.
        var isUnsettled = charset.isOftenMislabelled
        encoding.forEachPiece(bytes, range) { decoded, isLast in
            piece.removeAll(keepingCapacity: true)
            if isUnsettled, decoded.span.isASCII {
                piece += decoded
            } else {
                if isUnsettled, isClearlyUTF8(encoding, bytes, whole, charset) {
                    charset = .utf8
                    decoder = CharsetDecoder(.utf8)
                }
                isUnsettled = false
                decoder.append(decoded, isLast: isLast, to: &piece)
            }
            builder.append(&piece)
        }
        return (builder.text, charset)
    }

    /// Whether the decoded bytes are clearly UTF-8, although they are labelled with this charset.
    ///
    /// Other text is recognised at its first letters, so that only UTF-8 is decoded twice.
    private static func isClearlyUTF8(
        _ encoding: TransferEncoding, _ bytes: [UInt8], _ range: Range<Int>,
        _ charset: CharacterSet
    ) -> Bool {
        guard var evidence = CharacterSet.UTF8Evidence(against: charset) else { return false }
        var decoder = CharsetDecoder(.utf8)
        var piece: [UInt8] = []
        encoding.forEachPiece(bytes, range) { decoded, isLast in
            guard evidence.isPossible else { return }
            piece.removeAll(keepingCapacity: true)
            decoder.append(decoded, isLast: isLast, to: &piece)
            evidence.add(piece[...])
        }
        return evidence.isClear
    }

    /// Whether the decoded bytes are UTF-8; a cut body may end within a character.
    private static func isValidUTF8(
        _ encoding: TransferEncoding, _ bytes: [UInt8], _ range: Range<Int>, isCut: Bool
    ) -> Bool {
        if encoding == .identity, !isCut { return CharacterSet.isValidUTF8(bytes[range]) }
        var decoder = CharsetDecoder(.utf8)
        var isValid = true
        var piece: [UInt8] = []
        encoding.forEachPiece(bytes, range) { decoded, isLast in
            guard isValid else { return }
            piece.removeAll(keepingCapacity: true)
            decoder.append(decoded, isLast: isLast && !isCut, to: &piece)
            isValid = CharacterSet.isValidUTF8(piece)
        }
        return isValid
    }

    /// Returns the text without trailing white space.
    static func trimmedEnd(_ text: consuming String) -> String {
        // No view is kept, so that the text has only one owner and is truncated in place.
        var end = text.endIndex
        while end > text.startIndex {
            let before = text.unicodeScalars.index(before: end)
            guard text.unicodeScalars[before].properties.isWhitespace else { break }
            end = before
        }
        if end < text.endIndex { text.removeSubrange(end...) }
        return text
    }
}

/// Builds a text from pieces of UTF-8, which do not split characters.
private struct TextBuilder {
    private(set) var text = ""
    private var isAtStart = true
    /// Whether the last piece ended in CR, which has already become LF.
    private var endedInReturn = false

    mutating func reserveCapacity(_ count: Int) { text.reserveCapacity(count) }

    /// Appends a piece; CRLF and CR become LF, and an initial byte order mark is removed.
    mutating func append(_ piece: inout [UInt8]) {
        guard !piece.isEmpty else { return }
        if isAtStart, piece.starts(with: [0xEF, 0xBB, 0xBF]) { piece.removeFirst(3) }
        isAtStart = false
        if endedInReturn, piece.first == ASCII.lineFeed { piece.removeFirst() }
        endedInReturn = piece.last == ASCII.carriageReturn
        Self.makeLineFeeds(&piece)
        text += String(decoding: piece, as: UTF8.self)
    }

    private static func makeLineFeeds(_ text: inout [UInt8]) {
        let count = text.count
        var index = text.span.firstIndex(of: ASCII.carriageReturn, from: 0, to: count)
        guard index < count else { return }
        var written = index
        var bytes = text.mutableSpan
        while index < count {
            let byte = bytes[index]
            index += 1
            if byte == ASCII.carriageReturn {
                if index < count, bytes[index] == ASCII.lineFeed { continue }
                bytes[written] = ASCII.lineFeed
            } else {
                bytes[written] = byte
            }
            written += 1
        }
        text.removeLast(count - written)
    }
}
