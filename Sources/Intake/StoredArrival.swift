// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

extension Arrival {
    /// Creates an arrival from a stored email, for its mailbox.
    ///
    /// An envelope sender that Postfix may have altered is still not replied to, unless the message
    /// itself confirms it.
    package init(_ email: Email, raw: [UInt8], mailbox: String, receivedAt: Int64) {
        self.init(input: raw, receivedAt: receivedAt)
        mailboxName = mailbox
        recipients = email.envelopeRecipient.map { [$0] } ?? []
        guard let text = email.envelopeSender else { return }
        let isPlain = !text.utf8.contains(UInt8(ascii: "_"))
        let author = email.from.map { AddressPattern.folded($0.address) }
        if isPlain || author == AddressPattern.folded(text) {
            sender = text
        } else {
            // As in the first delivery, a trusted Return-Path takes precedence over SENDER.
            environment = [(name: "SENDER", value: text)]
        }
    }
}
