// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

/// Renders the automatic reply of a verdict, with the templates in the store.
struct Rendering {
    let store: Store
    let globalSettings: GlobalSettings

    /// The result of rendering the reply of a verdict.
    enum Outcome {
        /// The rendered reply.
        case rendered(ReplyComposer.Reply)
        /// The reply needs the record that this program has yet to create.
        case waiting(program: String)
        /// The template cannot be rendered, so there is no reply; the error.
        case failed(String)
    }

    /// Renders the reply of a rule, unless it must wait for a program's record.
    ///
    /// - Throws: `SQLError` or `StoreError` if the store failed.
    func outcome(
        of verdict: Verdict, _ mail: IncomingMail, rule: AutoResponseRule, recipient: Address,
        record: Record?, threadID: Int64
    ) throws -> Outcome {
        if let program = try awaitedProgram(verdict.action, rule: rule, record: record) {
            return .waiting(program: program)
        }
        do {
            return .rendered(
                try reply(
                    mail, mailbox: verdict.destination.mailbox, template: rule.template,
                    recipient: recipient, record: record, threadID: threadID))
        } catch let problem as ReplyComposer.Problem {
            return .failed("template \(rule.template): \(problem)")
        }
    }

    /// Renders a reply from the template of this name.
    ///
    /// - Throws: `ReplyComposer.Problem` if the template cannot be used, `SQLError` or `StoreError`
    ///   if the store failed.
    func reply(
        _ mail: IncomingMail, mailbox: Mailbox, template: String, recipient: Address,
        record: Record?, threadID: Int64
    ) throws -> ReplyComposer.Reply {
        try reply(
            mail, texts: store.templates(.reply, named: template), mailbox: mailbox,
            recipient: recipient, record: record, threadID: threadID)
    }

    /// Renders a reply with the given texts of a template.
    func reply(
        _ mail: IncomingMail, texts templates: [TemplateSource], mailbox: Mailbox,
        recipient: Address, record: Record?, threadID: Int64
    ) throws -> ReplyComposer.Reply {
        let partials = try Partials(of: templates, in: store)
        let token = SignedToken.make(
            mailboxID: mailbox.id, threadID: threadID, participant: Participant.key(recipient),
            now: mail.receivedAt, key: try store.signingKey())
        return try ReplyComposer.compose(
            ReplyContext(
                mailbox: mailbox, organization: globalSettings.organization,
                message: mail.message, author: mail.author,
                messageID: SignedMessageID.make(
                    token: token, address: mailbox.address, digest: mail.key.digest),
                replyTo: mailbox.hasReplyToken
                    ? AddressPattern.extended(
                        mailbox.address, by: token, delimiter: globalSettings.recipientDelimiter)
                    : nil,
                recipient: recipient,
                isSenderAuthenticated: mail.authorship.authentication.vouches(for: recipient),
                record: record, templates: templates,
                partial: partials.text,
                now: mail.receivedAt))
    }
}
