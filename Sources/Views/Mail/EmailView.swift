// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import InternetMessage
import JSON
import Store
import Submission
import SystemMailbox

/// The view of an email: its main fields, its text, its attachments.
package struct EmailView: SectionedView {
    private let email: OpenedEmail
    private let sending: [Store.OutboxRow]
    private let isFull: Bool

    /// Creates the view of an email.
    ///
    /// - Parameters:
    ///   - email: The email.
    ///   - sending: The outbox entries of an outgoing email.
    ///   - isFull: Whether long quotes are shown; otherwise they are folded.
    package init(_ email: OpenedEmail, sending: [Store.OutboxRow] = [], isFull: Bool = false) {
        self.email = email
        self.sending = sending
        self.isFull = isFull
    }

    package var sections: [Section] {
        let link = Link.email(email.row.email.id)
        let text = TextView(
            email.message.bestText, foldedInto: isFull ? nil : link,
            isAnswer: AnswerSubject.isAnswer(email.message))
        let items = attachments
        return [Section(.fields(fields)), Section(.text(text))]
            + (items.isEmpty ? [] : [Section(.attachments(items), announcedBy: "Attachments:")])
    }

    package var json: JSON { email.json }

    /// The main fields.
    package var fields: FieldsView {
        let row = email.row
        var fields = FieldsView()
        fields.add("From", [row.email.from.map { Span($0.text) } ?? .nobody])
        fields.add("To", Self.people(email.message.to))
        fields.add("Cc", Self.people(email.message.cc))
        fields.add("Date", Timestamp.readable(row.email.sentAt ?? row.email.receivedAt))
        fields.add("Subject", [row.email.shownSubject])
        fields.add("Mailbox", [Span(row.mailboxName, .link(.mailbox(row.mailboxName)))])
        if let record = row.record {
            let label = record.kind == .case ? "Case" : "Lead"
            fields.add(label, [Span(String(record.number), .link(.record(record)))])
        }
        if let record = email.record {
            let link = record.url.map { [Span(", "), Span($0, .link(.url($0)))] } ?? []
            fields.add("Record", [Span("\(record.program) \(record.number)")] + link)
        }
        fields.add("Kind", row.email.kind.rawValue)
        for entry in sending where entry.state != .sent {
            let reason = entry.lastError.map { ": \($0)" } ?? ""
            fields.add("Sending", "\(entry.recipient) is \(entry.state.rawValue)\(reason)")
        }
        if !row.email.isVerified {
            fields.add("Warning", "the sender is not a participant of this thread")
        }
        return fields
    }

    private var attachments: [AttachmentItem] {
        email.message.attachments.enumerated().map { index, attachment in
            let name = attachment.fileName.map { Span($0) } ?? Span("(no name)", .marker)
            let size = ByteCount.text(attachment.data().count)
            return AttachmentItem(
                number: index + 1,
                description: [name, Span(", \(attachment.contentType), \(size)")],
                link: .attachment(
                    email: email.row.email.id, number: index + 1,
                    fileName: attachment.safeFileName))
        }
    }

    private static func people(_ addresses: [Address]) -> String {
        addresses.map { Person(name: $0.displayName, address: $0.address).text }
            .joined(separator: ", ")
    }
}
