// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

extension HeaderField {
    /// Whether the field has this name; case does not count (RFC 5322 section 1.2.2).
    func isNamed(_ name: String) -> Bool {
        nameRange.count == name.utf8.count && self.name.lowercased() == name.lowercased()
    }
}
