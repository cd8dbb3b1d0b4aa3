// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Computes the key under which replies to one sender are counted.
enum Correspondent {
    /// Returns the folded address without its extension (`+tag`) and without the rest of the local
    /// part from the first `=`.
    ///
    /// `news=ada=a.example@b.example` (VERP) becomes `news@b.example`. Addresses that differ only in
    /// these parts are one sender.
    static func key(_ address: Address) -> String {
        let plain = AddressPattern.withoutExtension(address.folded, delimiter: "+")
        guard let at = plain.utf8.lastIndex(of: UInt8(ascii: "@")),
            let equals = plain[..<at].utf8.firstIndex(of: UInt8(ascii: "="))
        else { return plain }
        return String(plain[..<equals] + plain[at...])
    }
}
