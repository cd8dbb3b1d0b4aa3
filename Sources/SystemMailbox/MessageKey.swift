// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// The number under which a message is found by its Message-ID.
package enum MessageKey {
    /// The first 8 bytes of the SHA-256 of a Message-ID (without angle brackets), as an integer.
    package static func of(messageID: String) -> Int64 {
        of(digest: Array(SHA256.hash(data: Array(messageID.utf8))))
    }

    /// The first 8 bytes of a digest, as an integer: the key of a message without a Message-ID.
    package static func of(digest: [UInt8]) -> Int64 {
        var key: UInt64 = 0
        for byte in digest.prefix(8) { key = key << 8 | UInt64(byte) }
        return Int64(bitPattern: key)
    }
}
