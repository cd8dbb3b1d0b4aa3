// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Writes what people send from a mailbox.
///
/// It is no automatic mail and has none of its marks: the mailbox is its author and its envelope
/// sender, so that answers and bounces come back to it.
package struct PersonalMail {
    /// The mailbox that it comes from.
    package var mailbox: Mailbox
    /// The person's name that stands before the mailbox's; nil: the mailbox's alone.
    package var authorName: String?
    /// Whom it is written to.
    package var to: [Person]
    /// Who gets a copy.
    package var cc: [Person] = []
    /// The subject.
    package var subject: String
    /// Further fields, `X-*`, of a saved reply.
    package var fields: [TemplateTexts.Field] = []
    /// The Message-ID without angle brackets.
    package var messageID: String
    /// Where answers go; nil: to the mailbox.
    package var replyTo: String?
    /// What joins it to the message that it answers; nil for a forward.
    package var chain: ReferenceChain?
    /// Words and files.
    package var message: ComposedMessage
    /// When it was written, in microseconds since 1970, UTC.
    package var now: Int64

    /// The most bytes that a message may have: what most mail servers take.
    package static let limitInBytes = 36_700_160

    /// A message of these people and words, with a copy for nobody.
    package init(
        from mailbox: Mailbox, authorName: String?, to: [Person], subject: String,
        messageID: String, message: ComposedMessage, at now: Int64
    ) {
        self.mailbox = mailbox
        self.authorName = authorName
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.message = message
        self.now = now
    }

    /// The message, with LF line ends, as `sendmail -i` takes it.
    package func bytes() -> [UInt8] {
        let name = authorName.map { "\($0) (\(mailbox.label))" } ?? mailbox.label
        var composer = MessageComposer()
        composer.addDate(secondsSince1970: now / 1_000_000)
        composer.addField("From", addresses: [(name: name, address: mailbox.address)])
        composer.addField("To", addresses: to.map { (name: $0.name, address: $0.address) })
        composer.addField("Cc", addresses: cc.map { (name: $0.name, address: $0.address) })
        if let replyTo {
            composer.addField("Reply-To", addresses: [(name: mailbox.label, address: replyTo)])
        }
        composer.addField("Subject", unstructured: subject)
        composer.addField("Message-ID", structured: "<\(messageID)>")
        chain?.add(to: &composer)
        for field in fields { composer.addField(field.name, unstructured: field.value) }
        composer.setBody(text: message.text, html: nil, isFlowed: true)
        for attachment in message.attachments { attachment.add(to: &composer) }
        return composer.bytes()
    }
}
