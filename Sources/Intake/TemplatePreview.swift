// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import Submission
import SystemMailbox

/// Renders a template for a message, whatever rules and vetoes say; nothing is written.
package struct TemplatePreview {
    /// The mailbox that would reply.
    package let mailbox: Mailbox
    /// The rendered reply.
    package let reply: ReplyComposer.Reply
    /// The record that the reply refers to, existing or predicted; nil if there is none.
    package let record: Record?

    /// Returns the mailbox that a message is for by its trace fields and header, or nil if there is
    /// none.
    ///
    /// - Throws: `SQLError` or `StoreError` if the store failed.
    package static func mailbox(of arrival: Arrival, in store: Store) throws -> Mailbox? {
        var arrival = arrival
        let mail = IncomingMail(taking: &arrival)
        let resolver = Resolver(store: store, globalSettings: try store.globalSettings())
        return try resolver.resolve(arrival, envelope: mail.envelope, message: mail.message)
            .destinations.first?.mailbox
    }

    /// Renders the texts of a template.
    ///
    /// The reply goes to the envelope sender, or to the author if that cannot be replied to.
    ///
    /// - Throws: `ReplyComposer.Problem` if the texts cannot be used; `SQLError` or `StoreError` if
    ///   the store failed.
    package init(
        _ arrival: Arrival, texts: [TemplateSource], mailbox: Mailbox, store: Store
    ) throws {
        var arrival = arrival
        let arrived = IncomingMail(taking: &arrival)
        (reply, record) = try store.connection.transaction(.read) {
            let globalSettings = try store.globalSettings()
            let decision = Decision(store: store, globalSettings: globalSettings)
            let mail = try decision.attributed(arrived, in: mailbox)
            let verdict = try decision.decide(
                mail,
                for: Destination(mailbox: mailbox, recipient: nil, resolvedBy: .templatePreview))
            let record = try PredictedRecord(store: store, globalSettings: globalSettings).record(
                of: verdict, mail)
            let reply = try Rendering(store: store, globalSettings: globalSettings).reply(
                mail, texts: texts, mailbox: mailbox, recipient: Self.recipient(mail, mailbox),
                record: record,
                threadID: try verdict.thread?.thread.id ?? store.upcomingThreadID())
            return (reply, record)
        }
        self.mailbox = mailbox
    }

    private static func recipient(_ mail: IncomingMail, _ mailbox: Mailbox) -> Address {
        if case .address(let address) = mail.envelope.sender { return address }
        return mail.author ?? Address(displayName: nil, localPart: "somebody", domain: "invalid")
    }
}
