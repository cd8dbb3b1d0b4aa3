// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import SQL
import Store
import Submission
import SystemMailbox

/// Decides what would happen to a message, without writing anything.
package struct Explanation {
    /// The verdict for one mailbox, with the reply as it would be rendered.
    package struct Part {
        /// The verdict.
        package let verdict: Verdict
        /// The rendered reply; nil if there would be none.
        package let reply: ReplyComposer.Reply?
    }

    /// The verdicts, one for each mailbox.
    package let parts: [Part]
    /// Envelope recipients that belong to no mailbox.
    package let unresolved: [String]
    /// Why the message would be refused or deferred; nil if it would be accepted.
    package let refusal: Resolution.Refusal?

    /// The exit status of mailclerk(8) for the message.
    package var exitStatus: ExitStatus { refusal?.exitStatus ?? .done }

    /// Decides about a message on a snapshot of the store.
    ///
    /// If `isVisible` is given, mailboxes for which it returns false, and addresses of earlier
    /// settings, are treated as unknown.
    package init(
        _ arrival: Arrival, store: Store, isVisible: ((Mailbox) -> Bool)? = nil
    ) throws {
        var arrival = arrival
        let mail = IncomingMail(taking: &arrival)
        let head = arrival
        (parts, unresolved, refusal) = try store.connection.transaction(.read) {
            let globalSettings = try store.globalSettings()
            let resolution = try Resolver(
                store: store, globalSettings: globalSettings, isVisible: isVisible
            ).resolve(
                head, envelope: mail.envelope, message: mail.message)
            let decision = Decision(store: store, globalSettings: globalSettings)
            let parts = try resolution.destinations.map { destination in
                let mail = try decision.attributed(mail, in: destination.mailbox)
                let verdict = try decision.decide(mail, for: destination)
                return try Self.rendered(
                    verdict, mail, store: store, globalSettings: globalSettings)
            }
            return (parts, resolution.unresolved, resolution.reportedRefusal)
        }
    }

    /// Renders the reply with the record that would be created, under the number it would get.
    private static func rendered(
        _ verdict: Verdict, _ mail: IncomingMail, store: Store, globalSettings: GlobalSettings
    ) throws -> Part {
        let isShadow = verdict.destination.mailbox.isShadow && verdict.reply.vetoes.isEmpty
        guard verdict.reply.will || isShadow, let rule = verdict.reply.rule,
            let recipient = verdict.reply.to
        else { return Part(verdict: verdict, reply: nil) }
        let record = try PredictedRecord(store: store, globalSettings: globalSettings).record(
            of: verdict, mail)
        let outcome = try Rendering(store: store, globalSettings: globalSettings).outcome(
            of: verdict, mail, rule: rule, recipient: recipient, record: record,
            threadID: verdict.thread?.thread.id ?? store.upcomingThreadID())
        guard case .rendered(let reply) = outcome else {
            return Part(verdict: verdict.after(outcome), reply: nil)
        }
        return Part(verdict: verdict.after(outcome), reply: reply)
    }
}
