// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

extension IncomingMail {
    /// The most characters of text that lists show behind a subject.
    private static let snippetLengthInCharacters = 120
    /// The bytes of text that a snippet is made from.
    private static let snippetSourceInBytes = 2048
    /// The most people of To or Cc that lists keep; the header has them all.
    private static let maximumListedPeople = 100

    /// The email as lists show it, for one mailbox.
    func email(for verdict: Verdict, threadID: Int64) -> Email {
        var email = Email(mailboxID: verdict.destination.mailbox.id, receivedAt: receivedAt)
        email.threadID = threadID
        email.kind = verdict.kind
        email.sentAt = message.date.flatMap {
            let (microseconds, overflow) = $0.multipliedReportingOverflow(by: 1_000_000)
            return overflow ? nil : microseconds
        }
        email.from = author.map { person($0) }
        email.to = people(message.to)
        email.cc = people(message.cc)
        email.subject = message.boundedSubject
        email.snippet = snippet
        email.attachmentCount = Int64(message.attachments.count)
        email.size = Int64(message.bytes.count)
        email.isVerified = verdict.thread?.isVerified ?? true
        email.messageID = message.messageID
        email.messageKey = key.messageKey
        email.digest = key.digest
        email.envelopeSender = envelope.sender.text
        email.envelopeRecipient = verdict.destination.recipient
        return email
    }

    private func people(_ addresses: [Address]) -> [Person] {
        addresses.prefix(Self.maximumListedPeople).map { person($0) }
    }

    /// A person as lists show it.
    func person(_ address: Address) -> Person {
        Person(
            name: address.displayName.map {
                BoundedText.cut($0, limitInBytes: BoundedText.nameLimitInBytes)
            },
            address: BoundedText.cut(
                address.address, limitInBytes: BoundedText.addressLimitInBytes))
    }

    private var snippet: String {
        let text = message.bestText(limitInBytes: Self.snippetSourceInBytes)
        let words = text.split { $0.isWhitespace || $0.isNewline }
        return String(words.joined(separator: " ").prefix(Self.snippetLengthInCharacters))
    }
}
