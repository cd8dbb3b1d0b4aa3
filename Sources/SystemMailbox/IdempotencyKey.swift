// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto

/// By what a program knows that it is asked for the same record once more.
package enum IdempotencyKey {
    /// 32 hexadecimal digits that are the same whenever the same message of a mailbox is handed to
    /// the same program, also from another host or a restored store.
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
