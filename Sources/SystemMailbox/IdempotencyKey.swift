// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// Makes the key by which a program recognises that it is asked again for the same record.
package enum IdempotencyKey {
    /// Returns 32 hexadecimal digits that depend only on the mailbox, the program and the message.
    ///
    /// The key therefore stays the same on another host and after a restore of the store.
    ///
    /// `digest` is the SHA-256 of the message without its trace fields.
    package static func make(mailbox: String, program: String, digest: [UInt8]) -> String {
        var hash = SHA256()
        for part in [mailbox, program] {
            hash.update(data: Array(part.utf8) + [0])
        }
        hash.update(data: digest)
        let digits = Array("0123456789abcdef".utf8)
        let bytes = hash.finalize().prefix(16).flatMap { byte in
            [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
