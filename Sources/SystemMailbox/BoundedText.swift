// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What of a stranger's text is looked at and kept beside the message itself.
///
/// Work on characters takes seconds a megabyte, and the store is locked meanwhile; a single
/// character may be megabytes of marks that combine. So the bytes are counted.
package enum BoundedText {
    /// The most of a subject, in bytes: ten times what fits into one line of a header.
    package static let subjectLimitInBytes = 8_192
    /// The most of a person's name, in bytes.
    package static let nameLimitInBytes = 1_024
    /// The longest address that becomes a contact, in bytes: indexes take no more, and four times
    /// what RFC 5321 section 4.5.3.1 allows is nobody's.
    package static let addressLimitInBytes = 1_024

    /// The beginning of a text, at most `limitInBytes` of it in whole code points.
    package static func cut(_ text: String, limitInBytes: Int) -> String {
        let bytes = text.utf8
        guard limitInBytes >= 0, bytes.count > limitInBytes else { return text }
        var end = bytes.index(bytes.startIndex, offsetBy: limitInBytes)
        while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end = bytes.index(before: end) }
        return String(text[..<end])
    }
}
