// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

extension SearchText {
    /// Creates the searchable text of an email from its fields and its bytes.
    package init(of email: Email, raw: [UInt8]) {
        let message = Message(raw)
        self[.subject] = email.subject
        self[.author] = Self.text(of: email.from.map { [$0] } ?? [])
        self[.recipients] = Self.text(of: email.to + email.cc)
        let names = message.attachments.compactMap(\.fileName).joined(separator: "\n")
        self[.attachments] = BoundedText.cut(names, limitInBytes: Self.attachmentsLimitInBytes)
        self[.body] = BoundedText.cut(
            message.bestText(limitInBytes: Self.bodyLimitInBytes),
            limitInBytes: Self.bodyLimitInBytes)
    }

    private static func text(of people: [Person]) -> String {
        people.map { "\($0.name ?? "") \($0.address)" }.joined(separator: "\n")
    }
}
