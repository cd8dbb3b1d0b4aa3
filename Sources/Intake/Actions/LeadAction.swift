// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox

/// Creates a lead.
struct LeadAction: RecordAction {
    func preview(_ input: RecordInput, in store: Store) throws -> Record? {
        var lead = newLead(input, contactID: nil)
        lead.number = try store.upcomingNumber(.lead)
        return .lead(lead)
    }

    func make(_ input: RecordInput, in store: Store) throws -> Record? {
        var lead = newLead(input, contactID: try input.contact(in: store))
        lead.number = try store.insert(lead)
        return .lead(lead)
    }

    /// Returns a lead for the message; its number is 0 until it is stored.
    private func newLead(_ input: RecordInput, contactID: Int64?) -> Lead {
        let action = input.mailbox.action
        let name = input.author.map { input.name(of: $0) }
        var lead = Lead(
            mailboxID: input.mailbox.id, name: input.subject, notes: input.mail.text,
            firstName: name?.first ?? "", lastName: name?.last ?? "",
            status: action.status ?? "new", source: action.source, at: input.mail.receivedAt)
        lead.email = input.author.map { Person($0).address }
        lead.owner = action.owner
        lead.contactID = contactID
        return lead
    }
}
