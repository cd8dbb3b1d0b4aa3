// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// Message-IDs of answers: derived from what is answered, and recognised as ours again.
///
/// The local part is `mc.PAYLOAD.KEY.MAC`, in lower case, since mail servers may fold it: the
/// payload is the beginning of the answered email's digest, KEY the number of the secret and MAC
/// the beginning of an HMAC-SHA-256 (RFC 2104) over mailbox and payload.
package enum SignedMessageID {
    private static let payloadSizeInBytes = 10
    private static let macSizeInBytes = 10

    /// The Message-ID, without angle brackets, of the answer to an email; the same every time.
    package static func make(
        mailbox: String, address: String, digest: [UInt8], key: (number: Int64, secret: [UInt8])
    ) -> String {
        let payload = Base32.encode(Array(digest.prefix(payloadSizeInBytes)))
        let domain = address.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(address[address.utf8.index(after: $0)...])
        }
        let mac = authenticate(mailbox: mailbox, payload: payload, secret: key.secret)
        return "mc.\(payload).\(key.number).\(mac)@\(domain ?? "localhost")"
    }

    /// Whether a Message-ID, without angle brackets, is one that a mailbox of ours signed.
    package static func isOurs(
        _ messageID: String, mailboxes: [String], keys: [(number: Int64, secret: [UInt8])]
    ) -> Bool {
        guard let at = messageID.utf8.lastIndex(of: UInt8(ascii: "@")) else { return false }
        let parts = messageID[..<at].lowercased().split(separator: ".")
        guard parts.count == 4, parts[0] == "mc", let number = Int64(parts[2]),
            let key = keys.first(where: { $0.number == number })
        else { return false }
        return mailboxes.contains { mailbox in
            authenticate(mailbox: mailbox, payload: String(parts[1]), secret: key.secret)
                == parts[3]
        }
    }

    /// Whether a Message-ID has the outer form of ours, so that asking for keys is worth it.
    package static func looksLikeOurs(_ messageID: String) -> Bool {
        messageID.lowercased().utf8.starts(with: "mc.".utf8)
    }

    private static func authenticate(mailbox: String, payload: String, secret: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("message-id\n\(mailbox)\n\(payload)".utf8),
            using: SymmetricKey(data: secret))
        return Base32.encode(Array(Array(code).prefix(macSizeInBytes)))
    }
}
