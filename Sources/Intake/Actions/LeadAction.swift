// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Creates a lead.
struct LeadAction: RecordAction {
    func preview(_ making: RecordInput, in store: Store) throws -> Record? {
        var lead = newLead(making, contactID: nil)
        lead.number = try store.upcomingNumber(.lead)
        return .lead(lead)
    }

    func make(_ making: RecordInput, in store: Store) throws -> Record? {
        var lead = newLead(making, contactID: try making.contact(in: store))
        lead.number = try store.insert(lead)
        return .lead(lead)
    }

    /// Returns a lead for the message; its number is 0 until it is stored.
    private func newLead(_ making: RecordInput, contactID: Int64?) -> Lead {
        let action = making.mailbox.action
        let name = making.author.map { making.name(of: $0) }
        var lead = Lead(
            mailboxID: making.mailbox.id, name: making.subject, notes: making.mail.text,
            firstName: name?.first ?? "", lastName: name?.last ?? "",
            status: action.status ?? "new", source: action.source, at: making.mail.receivedAt)
        lead.email = making.author.map { Person($0).address }
        lead.owner = action.owner
        lead.contactID = contactID
        return lead
    }
}
