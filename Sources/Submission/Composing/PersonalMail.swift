// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// A message that a user sends from a mailbox.
///
/// It is not marked as automatic mail. The mailbox is its author and its envelope sender, so that
/// replies and bounces return to the mailbox.
package struct PersonalMail {
    /// The mailbox from which it is sent.
    package var mailbox: Mailbox
    /// The user's name, which precedes the label of the mailbox in From; nil for the label only.
    package var authorName: String?
    /// The recipients in To.
    package var to: [Person]
    /// The recipients in Cc.
    package var cc: [Person] = []
    /// The subject.
    package var subject: String
    /// The further fields, `X-*`, of a saved reply.
    package var fields: [TemplateTexts.Field] = []
    /// The Message-ID without angle brackets.
    package var messageID: String
    /// The address for Reply-To; nil if replies go to the mailbox's address.
    package var replyTo: String?
    /// The fields that connect it to the message that it replies to; nil for a forward.
    package var chain: ReferenceChain?
    /// The text and the attachments.
    package var message: ComposedMessage
    /// The time at which it was written, in microseconds since 1970, UTC.
    package var now: Int64

    /// At most 35 MB, because most mail servers accept no larger messages.
    package static let limitInBytes = 36_700_160

    /// Creates a message without Cc.
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

    /// Returns the message, with LF line endings, as `sendmail -i` reads it.
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
