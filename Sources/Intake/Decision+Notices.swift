// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

extension Decision {
    /// Decides which users are told of a new record or of what came in to one.
    ///
    /// Automatic mail that makes no records tells nobody of anything, so a notice that comes back, or
    /// an answer to one that a program gave, ends there.
    func decideNotices(_ mail: IncomingMail, verdict: inout Verdict) throws {
        let mailbox = verdict.destination.mailbox
        guard mailbox.notify != .none, mail.effects.acts, mail.effects.replies,
            isWanted(mail, mailbox: mailbox, kind: verdict.kind), try !isOwnMessage(mail)
        else { return }
        try addNotices(mail, except: nil, verdict: &verdict)
    }

    /// Adds those who are told, as the mailbox wants it; not a user who does it all by hand.
    func addNotices(
        _ mail: IncomingMail, except doer: String?, verdict: inout Verdict
    ) throws {
        let mailbox = verdict.destination.mailbox
        guard mailbox.notify != .none else { return }
        let assigned: [String]
        let event: String
        switch verdict.action.will {
        case .none: return
        case .create:
            event = "new \(verdict.action.kind.rawValue)"
            assigned = [mailbox.action.assignTo, mailbox.action.owner].compactMap { $0 }
        case .append:
            event = "new mail"
            let record = try store.record(verdict.thread?.thread.record)
            assigned = [record?.responsible].compactMap { $0 }
        }
        let users = try store.users().filter { $0.address != nil && $0.name != doer }
        let readers =
            mailbox.notify == .all
            ? try Access.users(
                with: .see, in: mailbox.id, among: users.map(\.name), of: store) : []
        for user in users {
            let reason: String
            if assigned.contains(user.name) {
                reason = "\(event), assigned to \(user.name)"
            } else if readers.contains(user.name) {
                reason = "\(event), and the mailbox tells everybody who may read it"
            } else {
                continue
            }
            guard let text = user.address, let address = Address.parse(text) else { continue }
            verdict.notices.append(
                try notice(to: user, address, because: reason, mail, mailbox: mailbox))
        }
    }

    private func notice(
        to user: User, _ address: Address, because reason: String, _ mail: IncomingMail,
        mailbox: Mailbox
    ) throws -> Verdict.Notice {
        var notice = Verdict.Notice(user: user, address: address, why: reason)
        func withhold(_ why: String) {
            notice.will = false
            notice.why = reason + "; not told: " + why
        }
        let notices = Notices(of: mailbox, in: store, globalSettings: globalSettings)
        if mail.author?.folded == address.folded {
            withhold("it is the user's own message")
        } else if let obstacle = try notices.obstacle(to: address, at: mail.receivedAt) {
            withhold(obstacle)
        }
        return notice
    }
}
