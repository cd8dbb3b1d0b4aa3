// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Shortens untrusted text for use in an automatic reply to its sender.
///
/// The envelope sender can be forged. A name or subject must not carry a message to the owner of a
/// forged address.
enum SafeExcerpt {
    private static let maximumLengthInCharacters = 80
    /// The maximum length in bytes, because a character may have any number of code points.
    private static let maximumLengthInBytes = 640
    /// At most 8192 bytes are read.
    private static let sourceLimitInBytes = 8_192

    /// Returns the text on one line, without links and control characters, cut to 80 characters.
    ///
    /// If the sender is authenticated, all words are kept, because they return to their author.
    static func of(_ text: String, isAuthenticated: Bool) -> String {
        let source = BoundedText.cut(text, limitInBytes: sourceLimitInBytes)
        // Invisible characters inside a link would hide it from the search for links.
        let words = (isAuthenticated ? source : InvisibleText.removed(from: source)).split {
            $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains(where: isControl)
        }
        if isAuthenticated { return words.joined(separator: " ") }
        let line = words.filter { !LinkLikeWord.matches($0) }.joined(separator: " ")
        let short = BoundedText.cut(
            String(line.prefix(maximumLengthInCharacters)), limitInBytes: maximumLengthInBytes)
        guard short.utf8.count < line.utf8.count else { return line }
        return short.prefix(maximumLengthInCharacters - 1) + "…"
    }

    /// Returns whether a character is a control character or changes the direction of text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x206F, 0xFFF9...0xFFFB: true
        default: false
        }
    }
}
