// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Has a program create the record in another system, after the commit.
struct ProgramAction: RecordAction {
    /// The program's name in the settings.
    let name: String

    func preview(_ input: RecordInput, in store: Store) throws -> Record? { nil }

    func make(_ input: RecordInput, in store: Store) throws -> Record? {
        // The sender becomes a contact, as with cases and leads.
        _ = try input.contact(in: store)
        return nil
    }

    func job(_ input: RecordInput, emailID: Int64) -> OutboxEntry? {
        OutboxEntry(
            emailID: emailID, mailboxID: input.mailbox.id, kind: .action, recipient: name,
            sender: "", correspondent: "", rule: name,
            messageID: IdempotencyKey.make(
                mailbox: input.mailbox.name, program: name, digest: input.mail.key.digest),
            message: [], at: input.mail.receivedAt)
    }
}
