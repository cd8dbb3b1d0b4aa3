// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

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

    /// Returns the text on one line, without URLs and control characters, cut to 80 characters.
    ///
    /// If the sender is authenticated, all words are kept, because they return to their author.
    static func of(_ text: String, isAuthenticated: Bool) -> String {
        let words = BoundedText.cut(text, limitInBytes: sourceLimitInBytes).split {
            $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains(where: isControl)
        }
        if isAuthenticated { return words.joined(separator: " ") }
        let line = words.filter { !isURL($0) }.joined(separator: " ")
        let short = BoundedText.cut(
            String(line.prefix(maximumLengthInCharacters)), limitInBytes: maximumLengthInBytes)
        guard short.utf8.count < line.utf8.count else { return line }
        return short.prefix(maximumLengthInCharacters - 1) + "…"
    }

    /// Returns whether a character is a control character or changes the direction of text.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// Returns whether mail programs would make a link of the word, or of a part of it.
    ///
    /// A word such as `example.com/win`, or `example.com` alone, is a link without `http://`.
    private static func isURL(_ word: Substring) -> Bool {
        let lower = word.lowercased()
        if CaseFolding.contains(lower, "://") || CaseFolding.contains(lower, "www.") { return true }
        guard let dot = lower.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
        return lower.utf8[dot...].contains(UInt8(ascii: "/")) || containsDomain(lower)
    }

    /// Returns whether the word contains a name with a dot and a top-level domain, which has at
    /// least two letters.
    private static func containsDomain(_ word: String) -> Bool {
        var isAfterName = false
        var isAfterDot = false
        var letters = 0
        for scalar in word.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            if isAfterDot && isLetter {
                letters += 1
                if letters == 2 { return true }
                continue
            }
            isAfterDot = isAfterName && (scalar == "." || scalar == "\u{3002}")
            letters = 0
            isAfterName = isLetter || ("0"..."9").contains(scalar)
        }
        return false
    }
}
