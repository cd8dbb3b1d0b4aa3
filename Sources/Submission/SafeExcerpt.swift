// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// What of a stranger's message may stand in an automatic answer to the stranger's address.
///
/// An envelope sender can be forged; a name or subject that came with it must not carry a message
/// of its own to whoever that address belongs to.
enum SafeExcerpt {
    private static let maximumLengthInCharacters = 80

    /// The text on one line, without URLs, cut to 80 characters.
    static func of(_ text: String) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.filter { !isURL($0) }
        let line = words.joined(separator: " ")
        guard line.count > maximumLengthInCharacters else { return line }
        return line.prefix(maximumLengthInCharacters - 1) + "…"
    }

    private static func isURL(_ word: Substring) -> Bool {
        let lower = word.lowercased()
        if CaseFolding.contains(lower, "://") || CaseFolding.contains(lower, "www.") { return true }
        guard let dot = lower.utf8.firstIndex(of: UInt8(ascii: ".")) else { return false }
        // A host with a path, such as `example.com/win`.
        return lower.utf8[dot...].contains(UInt8(ascii: "/"))
    }
}
