// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Makes and recognises the Message-IDs of messages sent by mailclerk.
///
/// The local part is `mc.TOKEN.SERIAL`, in lower case because mail servers may fold it. TOKEN is a
/// ``SignedToken``. SERIAL is the beginning of a digest, which distinguishes the messages of a
/// thread. With a domain of at most 30 characters a Message-ID in angle brackets has at most 77, so
/// that no program needs to fold it.
package enum SignedMessageID {
    /// 40 bits, because only messages with equal tokens, those of one day to one participant of a
    /// thread, must differ.
    private static let serialSizeInBytes = 5

    /// Returns a Message-ID without angle brackets; equal arguments give equal IDs.
    ///
    /// The domain is that of `address`, the mailbox's address, with A-labels. For an automatic
    /// reply `digest` is the digest of the email that is replied to.
    package static func make(token: String, address: String, digest: [UInt8]) -> String {
        let serial = Base32.encode(Array(digest.prefix(serialSizeInBytes)))
        let domain = address.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            asciiDomain(String(address[address.utf8.index(after: $0)...]))
        }
        return "mc.\(token).\(serial)@\(domain ?? "localhost")"
    }

    private static func asciiDomain(_ domain: String) -> String {
        guard domain.utf8.contains(where: { $0 >= 0x80 }) else { return domain }
        return Address(localPart: "", domain: domain).asciiDomain
    }

    /// Returns the token in a Message-ID without angle brackets, or nil if it has another form.
    ///
    /// Only ``SignedToken`` can verify that mailclerk made the token.
    package static func token(in messageID: String) -> String? {
        guard let at = messageID.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let parts = messageID[..<at].lowercased().split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "mc", SignedToken.hasForm(parts[1]) else { return nil }
        return String(parts[1])
    }
}
