// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// An automatic answer that was sent, as an outgoing email in the thread of what it answers.
///
/// What a person writes is in its thread from the moment that it is written.
enum SentEmail {
    /// The email for a mailbox; nil for what is no answer of a rule.
    static func copy(of entry: OutboxEntry, in store: Store, at now: Int64) throws -> Email? {
        guard entry.kind == .autoResponse, let answered = try store.email(id: entry.emailID)
        else { return nil }
        var email = Email(mailboxID: entry.mailboxID, receivedAt: now)
        email.threadID = answered.threadID
        email.direction = .out
        email.kind = .autoReply
        email.describe(Message(entry.message))
        email.messageID = entry.messageID
        email.messageKey = MessageKey.of(messageID: entry.messageID)
        email.envelopeSender = entry.sender
        email.envelopeRecipient = entry.recipient
        return email
    }
}
