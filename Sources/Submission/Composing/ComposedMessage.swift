// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a person brings to a message: words and files.
package struct ComposedMessage: Equatable, Sendable {
    /// The words, UTF-8 with LF line ends.
    package var text: String
    /// The files.
    package var attachments: [OutgoingAttachment]

    /// The most bytes of words: no person writes more.
    package static let textLimitInBytes = 1_048_576

    /// A message of these words and files.
    package init(text: String, attachments: [OutgoingAttachment] = []) {
        self.text = text
        self.attachments = attachments
    }

    /// The words with what is put below them, and the writer's signature behind `-- `
    /// (RFC 3676 section 4.3), each after an empty line.
    ///
    /// The signature stands last below a quote, as mail programs cut there, and above a forward.
    package static func whole(
        _ words: String, quote: String? = nil, signature: String?, forward: String? = nil
    ) -> String {
        let parts = [
            words, quote, signature.map { "-- \n" + trimmed($0) }, forward,
        ].compactMap { $0 }
        let first = parts.first.map(trimmed) ?? ""
        return ([first] + parts.dropFirst()).joined(separator: "\n\n") + "\n"
    }

    /// The text without blanks and line ends behind it.
    static func trimmed(_ text: String) -> String {
        var end = text[...]
        while let last = end.last, last.isWhitespace || last.isNewline { end.removeLast() }
        return String(end)
    }
}
