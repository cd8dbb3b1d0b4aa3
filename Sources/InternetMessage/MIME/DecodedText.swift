// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A text with what is known of how it was read (RFC 2046 section 4.1.2).
public struct DecodedText: Sendable, Hashable {
    /// The text: line ends LF, no byte order mark.
    public let text: String
    /// The charset in which the bytes were read.
    public let characterSet: CharacterSet
    /// Whether that is a guess: none was declared and there are other bytes than ASCII, or one that
    /// nobody knows.
    public let isGuessed: Bool

    /// How many characters are lost: each U+FFFD, whether it was lost here or on the way.
    public var lostCharacterCount: Int {
        var count = 0
        for scalar in text.unicodeScalars where scalar == "\u{FFFD}" { count += 1 }
        return count
    }
}

extension Part {
    /// As `text()`, with the charset and whether anything was lost.
    public func decodedText() -> DecodedText {
        let declared = declaredCharacterSet
        let (text, charset) = decode(limitInBytes: Int.max)
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        return DecodedText(
            text: text, characterSet: declared == .ascii && isASCII ? .ascii : charset,
            isGuessed: charset != declared && (declared != .ascii || !isASCII))
    }
}
