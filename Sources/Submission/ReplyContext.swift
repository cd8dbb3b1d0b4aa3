// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox
import Template

/// The data from which an automatic reply or a saved reply is rendered.
package struct ReplyContext {
    /// The mailbox that replies.
    package var mailbox: Mailbox
    /// The values of `organization.*` in templates.
    package var organization: [String: String]
    /// The message that is replied to.
    package var message: Message
    /// The author of the message; nil if there is none.
    package var author: Address?
    /// The Message-ID of the reply, without angle brackets.
    package var messageID: String
    /// The address for Reply-To; nil if replies go to the mailbox's address.
    package var replyTo: String?
    /// The envelope recipient of the reply.
    package var recipient: Address
    /// Whether a trusted server vouches for the recipient's address, so that unshortened subjects
    /// and names may be sent back to it.
    package var isSenderAuthenticated: Bool
    /// The record of the thread; nil if it has none.
    package var record: Record?
    /// The files of the template.
    package var templates: [TemplateSource]
    /// Returns the text of a partial for a form and language, or nil if the partial does not exist.
    package var partial: (_ name: String, _ language: String, TemplateSource.Form) -> String?
    /// The time of the reply, in microseconds since 1970, UTC.
    package var now: Int64

    /// Creates a context.
    package init(
        mailbox: Mailbox, organization: [String: String], message: Message, author: Address?,
        messageID: String, replyTo: String?, recipient: Address, isSenderAuthenticated: Bool,
        record: Record?, templates: [TemplateSource],
        partial: @escaping (String, String, TemplateSource.Form) -> String?,
        now: Int64
    ) {
        self.mailbox = mailbox
        self.organization = organization
        self.message = message
        self.author = author
        self.messageID = messageID
        self.replyTo = replyTo
        self.recipient = recipient
        self.isSenderAuthenticated = isSenderAuthenticated
        self.record = record
        self.templates = templates
        self.partial = partial
        self.now = now
    }

    /// The values that a template may use.
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

    /// Returns the part of an untrusted text that may be sent to the recipient.
    func excerpt(_ text: String) -> String {
        SafeExcerpt.of(text, isAuthenticated: isSenderAuthenticated)
    }

    private var email: TemplateValue {
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
