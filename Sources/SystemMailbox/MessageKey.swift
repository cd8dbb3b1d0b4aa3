// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// Computes the integer by which messages are looked up.
package enum MessageKey {
    /// Returns the first 8 bytes of the SHA-256 of a Message-ID (without angle brackets).
    package static func of(messageID: String) -> Int64 {
        of(digest: Array(SHA256.hash(data: Array(messageID.utf8))))
    }

    /// Returns the first 8 bytes of a digest, which are the key of a message without a Message-ID.
    package static func of(digest: [UInt8]) -> Int64 {
        var key: UInt64 = 0
        for byte in digest.prefix(8) { key = key << 8 | UInt64(byte) }
        return Int64(bitPattern: key)
    }
}
