// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Bytes as letters that survive servers which change case (RFC 4648 section 6, lower case, without
/// padding).
enum Base32 {
    static func encode(_ bytes: [UInt8]) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        var letters: [UInt8] = []
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = (pending << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                letters.append(alphabet[Int(pending >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { letters.append(alphabet[Int(pending << UInt32(5 - bits) & 31)]) }
        return String(decoding: letters, as: UTF8.self)
    }
}
