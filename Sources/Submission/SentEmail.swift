// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What was sent to a customer, as an outgoing email in the thread of what it answers.
enum SentEmail {
    /// The email for a mailbox; nil for what is no mail to a customer, such as a notice to a user.
    static func copy(of entry: OutboxEntry, in store: Store, at now: Int64) throws -> Email? {
        guard entry.kind == .autoResponse || entry.kind == .reply,
            let answered = try store.email(id: entry.emailID)
        else { return nil }
        var email = Email(mailboxID: entry.mailboxID, receivedAt: now)
        email.threadID = answered.threadID
        email.direction = .out
        email.kind = entry.kind == .autoResponse ? .autoReply : .personal
        email.describe(Message(entry.message))
        email.messageID = entry.messageID
        email.messageKey = MessageKey.of(messageID: entry.messageID)
        email.envelopeSender = entry.sender
        email.envelopeRecipient = entry.recipient
        return email
    }
}
