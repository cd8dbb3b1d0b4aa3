// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import Submission
import SystemMailbox

extension Desk {
    /// Notifies the users who get work by a user's change, in the transaction of the change.
    ///
    /// The user who made the change is not notified, nor is anybody if the mailbox has no
    /// notifications. A user gets only the first of several notifications.
    func tell(
        _ users: [(name: String?, occasion: NoticeComposer.Occasion)], of record: Record,
        in mailboxID: Int64, emailIDs: [Int64], at now: Int64
    ) throws {
        var told: Set = [viewer.name]
        let wanted = users.filter { user in user.name.map { told.insert($0).inserted } ?? false }
        guard !wanted.isEmpty, let mailbox = try store.mailbox(id: mailboxID),
            mailbox.notify != .none, let email = try lastIncoming(emailIDs)
        else { return }
        let notices = Notices(of: mailbox, in: store, globalSettings: try store.globalSettings())
        let message = Message(try store.raw(emailID: email.id) ?? [])
        for (name, occasion) in wanted {
            guard let name, let user = try store.user(named: name),
                let address = user.address.flatMap(Address.parse),
                try notices.obstacle(to: address, at: now) == nil
            else { continue }
            let composer = NoticeComposer(
                mailbox: mailbox, record: record, occasion, isVerified: email.isVerified,
                emailID: email.id, author: email.from, message: message, now: now)
            try notices.add(
                composer, to: user, address, emailID: email.id, threadID: email.threadID,
                digest: Randomness.bytes(16), at: now)
        }
    }

    /// Returns the last incoming email, or the last outgoing one if there is no incoming one.
    private func lastIncoming(_ ids: [Int64]) throws -> Email? {
        var last: Email?
        for id in ids.reversed() {
            guard let email = try store.email(id: id) else { continue }
            if email.direction == .in { return email }
            last = last ?? email
        }
        return last
    }
}
