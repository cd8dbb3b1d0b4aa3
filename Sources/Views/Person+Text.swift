// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Person {
    /// The name and address, `Ada Ames <ada@example.com>`, or only the address if there is no name.
    package var text: String {
        guard let name, !name.isEmpty else { return address }
        return "\(name) <\(address)>"
    }

    /// The name, or the address if there is no name.
    package var shortText: String {
        guard let name, !name.isEmpty else { return address }
        return name
    }
}
