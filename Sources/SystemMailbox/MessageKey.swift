// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// Computes the integer by which messages are looked up.
package enum MessageKey {
    /// Returns the first 8 bytes of the SHA-256 of a Message-ID (without angle brackets).
    package static func of(messageID: String) -> Int64 {
        of(digest: Array(SHA256.hash(data: Array(messageID.utf8))))
    }

    /// Returns whether a Message-ID (without angle brackets) has a local part and a domain (RFC
    /// 5322 section 3.6.4), so that only one host writes it.
    package static func hasDomain(_ messageID: String) -> Bool {
        let bytes = messageID.utf8
        guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
        return at > bytes.startIndex && bytes.index(after: at) < bytes.endIndex
    }

    /// Returns the first 8 bytes of a digest, which are the key of a message without a Message-ID.
    package static func of(digest: [UInt8]) -> Int64 {
        var key: UInt64 = 0
        for byte in digest.prefix(8) { key = key << 8 | UInt64(byte) }
        return Int64(bitPattern: key)
    }
}
