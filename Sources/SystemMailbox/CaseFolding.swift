// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Compares text without regard to case.
package enum CaseFolding {
    /// Returns a form of a text that is equal for texts that differ only in case; `ß` and `ẞ` equal
    /// `ss`.
    package static func fold(_ text: String) -> String {
        // Conversion to upper case turns ß into SS and ς into Σ. ẞ is already upper case, so the
        // text is converted to lower case first.
        text.utf8.allSatisfy { $0 < 0x80 }
            ? text.lowercased() : text.lowercased().uppercased().lowercased()
    }

    /// Returns whether `text` contains `part`; both must be folded.
    ///
    /// Every text contains an empty part.
    package static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        guard let first = part.first else { return true }
        guard part.count <= text.count else { return false }
        for start in 0...(text.count - part.count)
        where text[start] == first && text[start..<start + part.count].elementsEqual(part) {
            return true
        }
        return false
    }
}
