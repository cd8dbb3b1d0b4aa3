// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A text with details of its decoding (RFC 2046 section 4.1.2).
public struct DecodedText: Sendable, Hashable {
    /// The text, with LF line endings and no byte order mark.
    public let text: String
    /// The charset with which the bytes were decoded.
    public let characterSet: CharacterSet
    /// Whether the charset is a guess: the declared charset is unknown or wrong, or none was
    /// declared and the text is not ASCII.
    public let isGuessed: Bool

    /// The number of characters lost: each U+FFFD, from this decoding or an earlier one.
    public var lostCharacterCount: Int {
        var count = 0
        for scalar in text.unicodeScalars where scalar == "\u{FFFD}" { count += 1 }
        return count
    }
}

extension Part {
    /// Returns the text as `text()` does, with the charset and the number of lost characters.
    public func decodedText() -> DecodedText {
        let (text, charset, declared) = decode(limitInBytes: Int.max)
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        return DecodedText(
            text: text, characterSet: declared == .ascii && isASCII ? .ascii : charset,
            isGuessed: charset != declared && (declared != .ascii || !isASCII))
    }
}
