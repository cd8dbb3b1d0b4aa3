// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import InternetMessage
import Platform
import Store
import SystemMailbox
import Views

/// One email as people read it.
struct EmailView {
    let email: OpenedEmail
    /// The messages by which it leaves, if it was sent from here.
    var sending: [Store.OutboxRow] = []
    /// Whether quoted parts are shown, too.
    var isFull = false

    /// Writes its head, its text and what is attached.
    func write(to output: Output) {
        let row = email.row
        var fields = FieldList()
        fields.add("From", row.email.from?.text ?? "(nobody)")
        fields.add("To", people(email.message.to))
        fields.add("Cc", people(email.message.cc))
        fields.add("Date", Timestamp.readable(row.email.sentAt ?? row.email.receivedAt))
        fields.add("Subject", row.email.subject.isEmpty ? "(no subject)" : row.email.subject)
        fields.add("Mailbox", row.mailboxName)
        fields.add("Case", row.record?.number(of: .case).map { String($0) })
        fields.add("Lead", row.record?.number(of: .lead).map { String($0) })
        if let record = email.record {
            let place = record.url.map { ", \($0)" } ?? ""
            fields.add("Record", "\(record.program) \(record.number)\(place)")
        }
        fields.add("Kind", row.email.kind.rawValue)
        for message in sending where message.state != .sent {
            let reason = message.lastError.map { ": \($0)" } ?? ""
            fields.add(
                "Sending", "\(message.recipient) is \(message.state.rawValue)\(reason)")
        }
        if !row.email.isVerified {
            fields.add("Warning", "the sender takes no part in this thread; be careful")
        }
        fields.write(to: output)
        output.line()
        ReadingText(
            email.message.bestText,
            allOf: isFull ? nil : "mailclerkctl show \(email.row.email.id) --full"
        ).write(to: output)
        writeAttachments(to: output)
    }

    private func people(_ addresses: [Address]) -> String {
        addresses.map { Person(name: $0.displayName, address: $0.address).text }
            .joined(separator: ", ")
    }

    private func writeAttachments(to output: Output) {
        let attachments = email.message.attachments
        guard !attachments.isEmpty else { return }
        output.line()
        output.line(output.style.dimmed("Attachments:"))
        for (index, attachment) in attachments.enumerated() {
            let size = ByteCount.text(email.bytes(of: attachment).count)
            let name = attachment.safeFileName
            output.line(
                "  \(index + 1)  \(Terminal.sanitised(attachment.fileName ?? "(no name)")), "
                    + "\(Terminal.sanitised(attachment.contentType)), \(size)")
            output.line(
                output.style.dimmed(
                    "     mailclerkctl attachment \(email.row.email.id) \(index + 1) -o "
                        + ShellWord.quoted(name)))
        }
    }
}
