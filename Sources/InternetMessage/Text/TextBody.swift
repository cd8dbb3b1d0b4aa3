// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes a String of a text part's bytes.
enum TextBody {
    /// How much is turned into text at once, so that a huge body is in memory but twice.
    private static let pieceBytes = 65_536

    /// The text with LF line ends and without a byte order mark.
    static func decode(_ bytes: ArraySlice<UInt8>, _ charset: CharacterSet) -> String {
        var charset = charset
        if charset == .ascii {
            charset = CharacterSet.isValidUTF8(bytes) ? .utf8 : .windows1252
        }
        var text = ""
        if bytes.count > pieceBytes {
            text.reserveCapacity(charset == .utf8 ? bytes.count : bytes.count * 2)
        }
        var piece: [UInt8] = []
        var rest = bytes
        while !rest.isEmpty {
            let end = endOfPiece(rest, charset)
            piece.removeAll(keepingCapacity: true)
            charset.append(rest[..<end], to: &piece)
            if rest.startIndex == bytes.startIndex, piece.starts(with: [0xEF, 0xBB, 0xBF]) {
                piece.removeFirst(3)
            }
            makeLineFeeds(&piece)
            text += String(decoding: piece, as: UTF8.self)
            rest = rest[end...]
        }
        return text
    }

    /// Where the bytes may be cut: after a line where there is one, never inside a character.
    private static func endOfPiece(_ bytes: ArraySlice<UInt8>, _ charset: CharacterSet) -> Int {
        let cut = charset.cut
        guard bytes.count > pieceBytes, cut != .nowhere else { return bytes.endIndex }
        let limit = bytes.startIndex + pieceBytes
        var index = limit
        while index > bytes.startIndex {
            if bytes[index - 1] == ASCII.lineFeed { return index }
            index -= 1
        }
        index = limit
        if cut == .afterLineFeed {
            while index < bytes.endIndex, bytes[index - 1] != ASCII.lineFeed { index += 1 }
            return index
        }
        // In front of a byte that no character of UTF-8 goes on with, and of no CRLF's middle.
        while index < bytes.endIndex,
            bytes[index] & 0xC0 == 0x80 || bytes[index - 1] == ASCII.carriageReturn
        {
            index += 1
        }
        return index
    }

    /// CRLF and CR become LF.
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

    /// The text without white space at its end.
    static func trimmedEnd(_ text: consuming String) -> String {
        // No view is kept, so that the text has one owner and is cut in place.
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
