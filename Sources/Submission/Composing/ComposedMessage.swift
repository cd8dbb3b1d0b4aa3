// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The text and the attachments of a message that a user writes.
package struct ComposedMessage: Equatable, Sendable {
    /// The text, in UTF-8 with LF line endings.
    package var text: String
    /// The attachments.
    package var attachments: [OutgoingAttachment]

    /// At most 1 MB of text, because nobody writes more.
    package static let textLimitInBytes = 1_048_576

    /// Creates a message.
    package init(text: String, attachments: [OutgoingAttachment] = []) {
        self.text = text
        self.attachments = attachments
    }

    /// Returns the complete text: the user's text, a quote, the signature after `-- ` (RFC 3676
    /// section 4.3) and a forwarded message, separated by empty lines.
    ///
    /// The signature follows a quote, since mail programs treat everything below it as part of it.
    /// It precedes a forwarded message.
    package static func whole(
        _ words: String, quote: String? = nil, signature: String?, forward: String? = nil
    ) -> String {
        let parts = [
            words, quote, signature.map { "-- \n" + trimmed($0) }, forward,
        ].compactMap { $0 }
        let first = parts.first.map(trimmed) ?? ""
        return ([first] + parts.dropFirst()).joined(separator: "\n\n") + "\n"
    }

    /// Returns the text without trailing white space.
    static func trimmed(_ text: String) -> String {
        var end = text[...]
        while let last = end.last, last.isWhitespace || last.isNewline { end.removeLast() }
        return String(end)
    }
}
