// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Message-IDs of what we send: derived from what is answered, and recognised as ours again.
///
/// The local part is `mc.TOKEN.SERIAL`, in lower case, since mail servers may fold it: a
/// ``SignedToken``, and the beginning of the answered email's digest, by which two answers in one
/// thread differ.
package enum SignedMessageID {
    private static let serialSizeInBytes = 10

    /// The Message-ID, without angle brackets, of the answer to an email; the same every time.
    ///
    /// `address` is the mailbox's, whose domain it gets; `digest` is that of the answered email.
    package static func make(token: String, address: String, digest: [UInt8]) -> String {
        let serial = Base32.encode(Array(digest.prefix(serialSizeInBytes)))
        let domain = address.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(address[address.utf8.index(after: $0)...])
        }
        return "mc.\(token).\(serial)@\(domain ?? "localhost")"
    }

    /// The token in a Message-ID, without angle brackets, of the form of ours; nil when it has
    /// another form.
    ///
    /// Whether we made it only ``SignedToken`` can tell.
    package static func token(in messageID: String) -> String? {
        guard let at = messageID.utf8.lastIndex(of: UInt8(ascii: "@")) else { return nil }
        let parts = messageID[..<at].lowercased().split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "mc", SignedToken.hasForm(parts[1]) else { return nil }
        return String(parts[1])
    }
}
