// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Opens a case.
struct CaseAction: RecordAction {
    func preview(_ input: RecordInput, in store: Store) throws -> Record? {
        var record = newCase(input, contactID: nil)
        record.number = try store.upcomingNumber(.case)
        return .case(record)
    }

    func make(_ input: RecordInput, in store: Store) throws -> Record? {
        var record = newCase(input, contactID: try input.contact(in: store))
        record.number = try store.insert(record)
        return .case(record)
    }

    /// Returns a case for the message; its number is 0 until it is stored.
    private func newCase(_ input: RecordInput, contactID: Int64?) -> CaseRecord {
        let action = input.mailbox.action
        var record = CaseRecord(
            mailboxID: input.mailbox.id, subject: input.subject, description: input.mail.text,
            status: action.status ?? input.globalSettings.statuses.first,
            priority: action.priority,
            source: action.source, at: input.mail.receivedAt)
        record.owner = action.owner
        record.assignedTo = action.assignTo
        record.tags = action.tags
        record.contactID = contactID
        return record
    }
}
