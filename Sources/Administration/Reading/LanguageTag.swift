// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The syntax of language tags (RFC 5646 section 2.1), as far as file names and settings need it.
enum LanguageTag {
    /// Returns whether `text` has the form of a tag: `en`, `de-AT`, `zh-Hant-TW`.
    static func isPlausible(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter)
        else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...8).contains(part.count)
                && part.allSatisfy {
                    isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                }
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
