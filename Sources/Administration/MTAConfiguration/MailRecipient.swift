// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// An address whose mail the server passes to mailclerk, in the forms that its tables need.
package struct MailRecipient: Equatable, Sendable {
    /// The local part in lower case; nil for all addresses of the domain.
    package let localPart: String?
    /// The domain in Unicode, and also as an IDNA name (`xn--`) if that differs.
    package let domains: [String]

    /// Parses an address or `*@domain`; returns nil if its local part needs quotes, which the
    /// tables of mail servers cannot contain.
    package init?(_ text: String) {
        let folded = AddressPattern.folded(text)
        guard let at = folded.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let local = String(folded[..<at])
        let domain = String(folded[folded.utf8.index(after: at)...])
        guard local.utf8.allSatisfy(Self.isPlain), !local.isEmpty else { return nil }
        localPart = local == "*" ? nil : local
        let name = Address(localPart: local, domain: domain).asciiDomain
        domains = name == domain ? [domain] : [domain, name]
    }

    /// Returns whether a byte of a local part is not special in any of the tables.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case 0x80...: true
        default: ".-_+*=~&'%".utf8.contains(byte)
        }
    }

    /// The address in each of its forms; `*@domain` for all addresses of a domain.
    var addresses: [String] { domains.map { "\(localPart ?? "*")@\($0)" } }
}
