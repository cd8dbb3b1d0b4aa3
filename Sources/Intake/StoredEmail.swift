// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

extension IncomingMail {
    /// Returns the email to store for one mailbox.
    func email(for verdict: Verdict, threadID: Int64) -> Email {
        var email = Email(mailboxID: verdict.destination.mailbox.id, receivedAt: receivedAt)
        email.threadID = threadID
        email.kind = verdict.kind
        email.describe(message)
        email.from = shownAuthor
        email.isVerified = verdict.thread?.isVerified ?? true
        email.messageKey = key.messageKey
        email.digest = key.digest
        email.envelopeSender = envelope.sender.text
        email.envelopeRecipient = verdict.destination.recipient
        return email
    }
}
