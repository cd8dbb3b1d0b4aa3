// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// An address that the mail server hands to mailclerk, in the forms that its tables need.
package struct MailRecipient: Equatable, Sendable {
    /// The local part in lower case; nil: every one of the domain.
    package let localPart: String?
    /// The domain: with letters, and where that differs as an IDNA name (`xn--`), too.
    package let domains: [String]

    /// Reads an address or `*@domain`; nil for one that cannot stand in the tables of mail servers,
    /// because its local part needs quotes.
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

    /// Whether a byte of a local part means nothing to any of the tables.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case 0x80...: true
        default: ".-_+*=~&'%".utf8.contains(byte)
        }
    }

    /// The address in each of its forms; `*@domain` for all of a domain.
    var addresses: [String] { domains.map { "\(localPart ?? "*")@\($0)" } }
}
