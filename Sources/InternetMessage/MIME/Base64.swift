// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Base64 as one word without line endings (RFC 4648 section 4), for uses outside mail.
package enum Base64 {
    /// Returns the bytes in base64, with padding.
    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: MessageComposer.base64(bytes), as: UTF8.self)
    }

    /// Returns the decoded bytes; nil for any text that `encode` would not return.
    package static func decode(_ text: String) -> [UInt8]? {
        let word = Array(text.utf8)
        let bytes = Base64Decoder.decode(word.span, 0..<word.count)
        return MessageComposer.base64(bytes) == word ? bytes : nil
    }
}
