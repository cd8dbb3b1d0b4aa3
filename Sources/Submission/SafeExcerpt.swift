// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// What of a stranger's message may stand in an automatic answer to the stranger's address.
///
/// An envelope sender can be forged; a name or subject that came with it must not carry a message
/// of its own to whoever that address belongs to.
enum SafeExcerpt {
    private static let maximumLengthInCharacters = 80
    /// One character may have any number of code points: what is kept, in bytes.
    private static let maximumLengthInBytes = 640
    /// What is looked at, in bytes.
    private static let sourceLimitInBytes = 8_192

    /// The text on one line, without URLs and control characters, cut to 80 characters.
    ///
    /// Of a sender who is authenticated all words stay: they go back to where they came from.
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

    /// Whether it is a control character or turns the direction of the text around it.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func isURL(_ word: Substring) -> Bool {
        let lower = word.lowercased()
        if CaseFolding.contains(lower, "://") || CaseFolding.contains(lower, "www.") { return true }
        guard let dot = lower.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
        // A host with a path, such as `example.com/win`.
        return lower.utf8[dot...].contains(UInt8(ascii: "/"))
    }
}
