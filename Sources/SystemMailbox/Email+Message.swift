// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform

extension Email {
    /// The maximum length of the text that lists show after a subject.
    private static let snippetLengthInCharacters = 120
    /// The maximum length of the text from which a snippet is made.
    private static let snippetSourceInBytes = 2048
    /// The maximum length if that has no words.
    private static let longSnippetSourceInBytes = 65_536
    /// At most 100 addresses each of To and Cc are stored with an email; the header has them all.
    private static let maximumListedPeople = 100

    /// Copies from a message what lists show: addresses, date, subject, snippet, size, Message-ID.
    package mutating func describe(_ message: Message) {
        sentAt = message.sentAt
        from = message.from.first.map { Person($0) }
        to = message.to.prefix(Self.maximumListedPeople).map { Person($0) }
        cc = message.cc.prefix(Self.maximumListedPeople).map { Person($0) }
        subject = message.boundedSubject
        snippet = Self.snippet(of: message)
        attachmentCount = Int64(message.attachments.count)
        size = Int64(message.bytes.count)
        messageID = message.messageID
    }

    private static func snippet(of message: Message) -> String {
        var text = InvisibleText.removed(
            from: message.bestText(limitInBytes: snippetSourceInBytes))
        // The words of an HTML text may begin far below its head.
        if text.isEmpty, message.bytes.count > snippetSourceInBytes {
            text = InvisibleText.removed(
                from: message.bestText(limitInBytes: longSnippetSourceInBytes))
        }
        let words = text.split { $0.isWhitespace || $0.isNewline }
        return String(words.joined(separator: " ").prefix(snippetLengthInCharacters))
    }
}

extension Message {
    /// The time in the Date field, in microseconds since 1970, UTC; nil without a readable one.
    package var sentAt: Int64? {
        date.flatMap {
            let (microseconds, overflow) = $0.multipliedReportingOverflow(by: 1_000_000)
            return overflow ? nil : microseconds
        }
    }
}
