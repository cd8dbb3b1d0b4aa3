// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

extension Commit {
    /// Adds a reply that waits for a program's record to the outbox, held and still empty.
    ///
    /// The reply already counts towards the limit of the sender and, unless it will be held, towards
    /// the total limit of the mailbox.
    func insertWaitingReply(
        _ verdict: Verdict, _ mail: IncomingMail, rule: AutoResponseRule, recipient: String,
        correspondent: String, emailID: Int64
    ) throws -> OutboxEntry {
        var entry = OutboxEntry(
            emailID: emailID, mailboxID: verdict.destination.mailbox.id, kind: .autoResponse,
            recipient: recipient, sender: "", correspondent: correspondent, rule: rule.name,
            messageID: "", message: [], at: mail.receivedAt)
        entry.state = .held
        entry.lastError = "waits for the record of \(verdict.action.kind.rawValue)"
        entry.id = try store.insertWaitingReply(
            entry, template: rule.template, heldBecause: verdict.reply.heldBecause)
        return entry
    }
}
