// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Makes cases and leads from messages, with the fields of the mailbox's action.
struct RecordMaking {
    let site: Site
    let mail: IncomingMail
    let mailbox: Mailbox

    /// The most characters of a subject that a record takes.
    static let subjectLimitInCharacters = 200
    /// What a record is called whose message has no subject.
    static let noSubject = "(no subject)"

    /// A case for the message; its number is 0 until it is stored.
    func newCase(contactID: Int64?) -> CaseRecord {
        let action = mailbox.action
        var record = CaseRecord(
            mailboxID: mailbox.id, subject: subject, description: mail.text,
            status: action.status ?? site.statuses.first, priority: action.priority,
            source: action.source, at: mail.receivedAt)
        record.owner = action.owner
        record.assignedTo = action.assignTo
        record.tags = action.tags
        record.contactID = contactID
        return record
    }

    /// A lead for the message; its number is 0 until it is stored.
    func newLead(contactID: Int64?) -> Lead {
        let action = mailbox.action
        let name = author.map { self.name(of: $0) }
        var lead = Lead(
            mailboxID: mailbox.id, name: subject, notes: mail.text, firstName: name?.first ?? "",
            lastName: name?.last ?? "", status: action.status ?? "new", source: action.source,
            at: mail.receivedAt)
        lead.email = author.map { Person($0).address }
        lead.owner = action.owner
        lead.contactID = contactID
        return lead
    }

    /// Whom the record is about: the author, or who is named in a form's Reply-To.
    var author: Address? {
        guard let author = mail.author else { return nil }
        let isForm = mailbox.forms.contains { AddressPattern.folded($0) == author.folded }
        return isForm ? mail.message.replyTo.first ?? author : author
    }

    /// The first and last name that go with an address.
    func name(of address: Address) -> PersonName {
        PersonName(
            displayName: Person(address).name,
            localPart: BoundedText.cut(
                address.localPart, limitInBytes: BoundedText.addressLimitInBytes))
    }

    private var subject: String {
        let words = mail.message.boundedSubject.split { $0.isWhitespace || $0.isNewline }
        let line = words.joined(separator: " ")
        if line.isEmpty { return Self.noSubject }
        guard line.count > Self.subjectLimitInCharacters else { return line }
        return line.prefix(Self.subjectLimitInCharacters - 1) + "…"
    }
}
