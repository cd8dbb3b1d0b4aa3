// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox

extension Decision {
    /// Decides which users are notified of a new record or of new mail in a record.
    ///
    /// Automatic mail that creates no records causes no notification. This prevents loops: the
    /// bounce of a notification, or an automatic reply to it, is not announced in turn.
    func decideNotices(
        _ mail: IncomingMail, _ basis: Verdict.Basis, thread: Verdict.ThreadMatch?,
        action: Verdict.ActionChoice
    ) throws -> [Verdict.Notice] {
        guard basis.mailbox.notify != .none, mail.effects.acts, mail.effects.replies,
            isWanted(mail, basis), try !ownAddresses.isOwnMessage(mail.message)
        else { return [] }
        return try notices(mail, basis.mailbox, thread: thread, action: action, except: nil)
    }

    /// Returns the users to notify according to the mailbox's `notify`, except the user who did the
    /// work.
    func notices(
        _ mail: IncomingMail, _ mailbox: Mailbox, thread: Verdict.ThreadMatch?,
        action: Verdict.ActionChoice, except doer: String?
    ) throws -> [Verdict.Notice] {
        guard mailbox.notify != .none else { return [] }
        let assigned: [String]
        let event: String
        switch action.will {
        case .none: return []
        case .create:
            event = "new \(action.kind.rawValue)"
            assigned = [mailbox.action.assignTo, mailbox.action.owner].compactMap { $0 }
        case .append:
            event = "new mail"
            let record = try store.record(thread?.thread.record)
            assigned = [record?.responsible].compactMap { $0 }
        }
        let users = try store.users().filter { $0.address != nil && $0.name != doer }
        let readers =
            mailbox.notify == .all
            ? try Access.users(
                with: .see, in: mailbox.id, among: users.map(\.name), of: store) : []
        return try users.compactMap { user in
            let reason: String
            if assigned.contains(user.name) {
                reason = "\(event), assigned to \(user.name)"
            } else if readers.contains(user.name) {
                reason = "\(event), and the mailbox notifies everyone who may read it"
            } else {
                return nil
            }
            return try user.address.flatMap(Address.parse).map { address in
                try notice(to: user, address, because: reason, mail, mailbox)
            }
        }
    }

    private func notice(
        to user: User, _ address: Address, because reason: String, _ mail: IncomingMail,
        _ mailbox: Mailbox
    ) throws -> Verdict.Notice {
        let notices = Notices(of: mailbox, in: store, globalSettings: globalSettings)
        let obstacle =
            mail.author?.folded == address.folded
            ? "it is the user's own message"
            : try notices.obstacle(to: address, at: mail.receivedAt)
        return Verdict.Notice(
            user: user, address: address,
            why: obstacle.map { "\(reason); not notified: \($0)" } ?? reason, will: obstacle == nil)
    }
}
