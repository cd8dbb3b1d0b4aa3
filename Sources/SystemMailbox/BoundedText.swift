// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Limits the untrusted text that is processed, and stored outside the message itself.
///
/// The limits are in bytes: work on characters takes seconds per megabyte, during which the store
/// is locked, and a single character may have megabytes of combining marks.
package enum BoundedText {
    /// At most 8192 bytes of a subject are used: about eight times the longest header line.
    package static let subjectLimitInBytes = 8_192
    /// The maximum length of a person's name, in bytes.
    package static let nameLimitInBytes = 1_024
    /// The maximum length of a contact's address, in bytes, because index entries are limited in
    /// size.
    ///
    /// Real addresses are shorter: this is four times the path length that RFC 5321 section 4.5.3.1
    /// allows.
    package static let addressLimitInBytes = 1_024

    /// Returns the beginning of a text: at most `limitInBytes` bytes, in complete code points.
    package static func cut(_ text: String, limitInBytes: Int) -> String {
        let bytes = text.utf8
        guard limitInBytes >= 0, bytes.count > limitInBytes else { return text }
        var end = bytes.index(bytes.startIndex, offsetBy: limitInBytes)
        while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        return String(text[..<end])
    }
}
