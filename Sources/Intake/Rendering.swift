// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

/// Renders the answer that a verdict asks for, with the templates in the store.
struct Rendering {
    let store: Store
    let globalSettings: GlobalSettings

    /// The rendered answer; throws `ReplyComposer.Problem` where the template is of no use, and
    /// what the store throws.
    func reply(
        _ mail: IncomingMail, verdict: Verdict, rule: AutoResponseRule, recipient: Address,
        record: Record?, threadID: Int64
    ) throws -> ReplyComposer.Reply {
        try reply(
            mail, texts: store.templates(.reply, named: rule.template), verdict: verdict,
            recipient: recipient, record: record, threadID: threadID)
    }

    /// The same with the texts of any template.
    func reply(
        _ mail: IncomingMail, texts templates: [TemplateSource], verdict: Verdict,
        recipient: Address, record: Record?, threadID: Int64
    ) throws -> ReplyComposer.Reply {
        let partials = try Partials(of: templates, in: store)
        let mailbox = verdict.destination.mailbox
        let token = SignedToken.make(
            mailboxID: mailbox.id, threadID: threadID, participant: Participant.key(recipient),
            now: mail.receivedAt, key: try store.signingKey())
        return try ReplyComposer.compose(
            ReplyContext(
                mailbox: mailbox, organization: globalSettings.organization,
                message: mail.message,
                messageID: SignedMessageID.make(
                    token: token, address: mailbox.address, digest: mail.key.digest),
                replyTo: mailbox.hasReplyToken
                    ? AddressPattern.extended(
                        mailbox.address, by: token, delimiter: globalSettings.recipientDelimiter)
                    : nil,
                recipient: recipient,
                isSenderAuthenticated: Authentication(
                    mail.message, sender: mail.envelope.sender,
                    trusted: globalSettings.replies.trustedAuthservIDs
                ).vouches(for: recipient),
                record: record, templates: templates,
                partial: partials.text,
                now: mail.receivedAt))
    }
}
