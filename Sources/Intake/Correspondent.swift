// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Computes the key under which replies to one sender are counted.
enum Correspondent {
    /// Returns the folded address without extension and VERP part (`news-123=a.example@` and the
    /// like), so that an address with a changing tag remains one sender.
    static func key(_ address: Address) -> String {
        let plain = AddressPattern.withoutExtension(address.folded, delimiter: "+")
        guard let at = plain.utf8.lastIndex(of: UInt8(ascii: "@")),
            let equals = plain[..<at].utf8.firstIndex(of: UInt8(ascii: "="))
        else { return plain }
        return String(plain[..<equals] + plain[at...])
    }
}
