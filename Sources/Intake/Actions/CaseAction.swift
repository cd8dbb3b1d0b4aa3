// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Opens a case.
struct CaseAction: RecordAction {
    func preview(_ making: RecordInput, in store: Store) throws -> Record? {
        var record = newCase(making, contactID: nil)
        record.number = try store.upcomingNumber(.case)
        return .case(record)
    }

    func make(_ making: RecordInput, in store: Store) throws -> Record? {
        var record = newCase(making, contactID: try making.contact(in: store))
        record.number = try store.insert(record)
        return .case(record)
    }

    /// Returns a case for the message; its number is 0 until it is stored.
    private func newCase(_ making: RecordInput, contactID: Int64?) -> CaseRecord {
        let action = making.mailbox.action
        var record = CaseRecord(
            mailboxID: making.mailbox.id, subject: making.subject, description: making.mail.text,
            status: action.status ?? making.globalSettings.statuses.first,
            priority: action.priority,
            source: action.source, at: making.mail.receivedAt)
        record.owner = action.owner
        record.assignedTo = action.assignTo
        record.tags = action.tags
        record.contactID = contactID
        return record
    }
}
