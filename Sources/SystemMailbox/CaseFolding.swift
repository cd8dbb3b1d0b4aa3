// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Comparing text without regard to case.
package enum CaseFolding {
    /// A form in which texts that differ in case alone are equal; `ß` and `ẞ` equal `ss`.
    package static func fold(_ text: String) -> String {
        // Upper case turns ß into SS and ς into Σ, but ẞ is upper case already.
        text.utf8.allSatisfy { $0 < 0x80 }
            ? text.lowercased() : text.lowercased().uppercased().lowercased()
    }

    /// Whether `text` has `part` somewhere, both folded.
    ///
    /// An empty part is everywhere.
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
