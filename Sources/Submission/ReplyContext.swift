// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox
import Template

/// What an automatic answer is made from.
package struct ReplyContext {
    /// The mailbox that answers.
    package var mailbox: Mailbox
    /// Names for templates, `organization.*`.
    package var organization: [String: String]
    /// The message that is answered.
    package var message: Message
    /// The Message-ID of the answer, without angle brackets.
    package var messageID: String
    /// Where answers to the answer go; nil: where it comes from.
    package var replyTo: String?
    /// Whom to answer: the envelope recipient.
    package var recipient: Address
    /// A trusted server vouches for that address: whole subjects and names may go back to it.
    package var isSenderAuthenticated: Bool
    /// The record; nil when there is none.
    package var record: Record?
    /// The files of the template.
    package var templates: [TemplateSource]
    /// Finds the text of a partial for one form and language; nil when there is none.
    package var partial: (_ name: String, _ language: String, TemplateSource.Form) -> String?
    /// The time of the delivery in microseconds since 1970, UTC.
    package var now: Int64

    /// Gathers what an answer is made from.
    package init(
        mailbox: Mailbox, organization: [String: String], message: Message,
        messageID: String, replyTo: String?, recipient: Address, isSenderAuthenticated: Bool,
        record: Record?, templates: [TemplateSource],
        partial: @escaping (String, String, TemplateSource.Form) -> String?,
        now: Int64
    ) {
        self.mailbox = mailbox
        self.organization = organization
        self.message = message
        self.messageID = messageID
        self.replyTo = replyTo
        self.recipient = recipient
        self.isSenderAuthenticated = isSenderAuthenticated
        self.record = record
        self.templates = templates
        self.partial = partial
        self.now = now
    }

    /// The names that a template may use.
    var names: TemplateValue {
        var names: [String: TemplateValue] = [
            "email": email,
            "mailbox": .object([
                "label": .string(mailbox.label), "address": .string(mailbox.address),
            ]),
            "now": .string(Timestamp.readable(now)),
            "organization": .object(organization.mapValues { .string($0) }),
        ]
        switch record {
        case .case(let record):
            names["case"] = .object([
                "number": .string(String(record.number)),
                "subject": .string(excerpt(record.subject)),
                "status": .string(record.status), "priority": .string(record.priority),
                "assigned_to": record.assignedTo.map { .string($0) } ?? .null,
            ])
        case .lead(let lead):
            names["lead"] = .object([
                "number": .string(String(lead.number)),
                "name": .string(excerpt(lead.name)), "status": .string(lead.status),
                "first_name": .string(excerpt(lead.firstName)),
                "last_name": .string(excerpt(lead.lastName)),
                "owner": lead.owner.map { .string($0) } ?? .null,
                "source": .string(lead.source),
            ])
        case .program(let record): names["record"] = record.names
        case nil: break
        }
        return .object(names)
    }

    /// What of a text from outside may be said to whom the answer goes to.
    func excerpt(_ text: String) -> String {
        SafeExcerpt.of(text, isAuthenticated: isSenderAuthenticated)
    }

    private var email: TemplateValue {
        let author = message.from.first
        let name = author?.displayName.map { excerpt($0) } ?? ""
        let address = author?.address ?? recipient.address
        let firstName = PersonName(displayName: name, localPart: author?.localPart ?? "").first
        return .object([
            "subject": .string(excerpt(message.subject ?? "")),
            "from": .object([
                "name": .string(name), "address": .string(excerpt(address)),
                "first_name": .string(excerpt(firstName)),
            ]),
            "date": .string(
                Timestamp.readable(message.date.map { $0 &* 1_000_000 } ?? now)),
            "message_id": .string(excerpt(message.messageID ?? "")),
        ])
    }
}
