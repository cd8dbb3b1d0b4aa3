// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

extension HeaderField {
    /// Returns whether the field has this name; case is ignored (RFC 5322 section 1.2.2).
    func isNamed(_ name: String) -> Bool {
        nameRange.count == name.utf8.count && self.name.lowercased() == name.lowercased()
    }
}
