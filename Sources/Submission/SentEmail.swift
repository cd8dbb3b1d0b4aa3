// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Makes the outgoing email of an automatic reply that was sent.
///
/// Messages that users write are stored in their threads before they are sent.
enum SentEmail {
    /// Returns the outgoing email in the thread of the email that was replied to; nil if the entry
    /// is not an automatic reply.
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
