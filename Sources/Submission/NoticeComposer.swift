// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Writes notifications to users about new mail and about records that they got.
///
/// A notification is automatic mail (`Auto-Submitted: auto-generated`, RFC 3834 section 5) with the
/// null sender, so that no program replies to it.
package struct NoticeComposer {
    /// The reason for a notification.
    package enum Occasion: Equatable, Sendable {
        /// A message opened a record.
        case new
        /// A message joined the thread of a record.
        case mail
        /// A colleague assigned the record to the user.
        case assigned(by: String)
        /// A colleague made the user the owner of the record.
        case owned(by: String)
        /// A colleague merged another case into the user's case.
        case merged(Int64, by: String)
    }

    /// The mailbox of the record.
    private let mailbox: Mailbox
    private let record: Record?
    private let occasion: Occasion
    private let isVerified: Bool
    private let emailID: Int64
    private let author: Person?
    private let message: Message
    private let now: Int64

    /// At most 2000 bytes of a message's text are quoted.
    private static let excerptLimitInBytes = 2_000

    /// Creates a notification about a record and one of its messages, with its author.
    ///
    /// `now` is in microseconds since 1970, UTC.
    package init(
        mailbox: Mailbox, record: Record?, _ occasion: Occasion, isVerified: Bool,
        emailID: Int64, author: Person?, message: Message, now: Int64
    ) {
        self.mailbox = mailbox
        self.record = record
        self.occasion = occasion
        self.isVerified = isVerified
        self.emailID = emailID
        self.author = author
        self.message = message
        self.now = now
    }

    /// Returns the message for a user, with LF line endings, as `sendmail -i` reads it.
    package func bytes(to user: User, _ address: Address, messageID: String) -> [UInt8] {
        var composer = MessageComposer()
        composer.addDate(secondsSince1970: now / 1_000_000)
        composer.addField(
            "From", addresses: [(name: mailbox.label, address: mailbox.address)])
        composer.addField("To", addresses: [(name: user.fullName, address: address.address)])
        composer.addField("Subject", unstructured: "[\(title)] \(subject)")
        composer.addField("Message-ID", structured: "<\(messageID)>")
        composer.addField("Auto-Submitted", structured: "auto-generated")
        composer.addField("X-Auto-Response-Suppress", structured: "All")
        composer.setBody(text: text, html: nil)
        return composer.bytes()
    }

    private var title: String {
        guard let reference = record?.reference else { return mailbox.label }
        let name = reference.name
        return reference.id == nil ? name : name.prefix(1).uppercased() + name.dropFirst()
    }

    private var subject: String {
        let subject = message.boundedSubject
        return subject.isEmpty ? "(no subject)" : subject
    }

    private var authorText: String {
        guard let author else { return "unknown" }
        return author.name.map { "\($0) <\(author.address)>" } ?? author.address
    }

    private var headline: String {
        switch occasion {
        case .new: "\(title) is new in \(mailbox.label)."
        case .mail: "New mail in \(title)."
        case .assigned(let user): "\(user) assigned \(title) in \(mailbox.label) to you."
        case .owned(let user): "\(user) made you the owner of \(title) in \(mailbox.label)."
        case .merged(let number, let user): "\(user) merged case \(number) into \(title)."
        }
    }

    private var text: String {
        var lines = [
            headline, "",
            "From:    \(authorText)", "Subject: \(subject)",
        ]
        if !isVerified {
            lines += ["", "The sender is not a participant; the message may be forged."]
        }
        lines += ["", excerpt, "", "-- ", "mailclerkctl show \(emailID)"]
        if case .program(let record) = record {
            if let url = record.url { lines.append(url) }
        } else if let record {
            lines.append("mailclerkctl \(record.reference.name)")
        }
        lines.append("A reply to this notification goes to the mailbox, not to the customer.")
        return lines.joined(separator: "\n") + "\n"
    }

    private var excerpt: String {
        let whole = message.bestText(limitInBytes: Self.excerptLimitInBytes + 1)
        let cut = BoundedText.cut(whole, limitInBytes: Self.excerptLimitInBytes)
        let lines = (cut.utf8.count < whole.utf8.count ? cut + " ..." : cut)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { "> " + $0 }.joined(separator: "\n")
    }
}
