// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Desk {
    /// Throws `DeskError.answeredMeanwhile` if another user has replied in the thread since the
    /// viewer looked at the email, or since it arrived if the viewer never did.
    ///
    /// Replies that the viewer has seen are ignored. A colleague's own mail to the thread is also a
    /// reply. Forwards are never refused and are not replies.
    func requireUnanswered(_ request: ComposeRequest) throws {
        guard request.isReply, !request.isForced else { return }
        let email = try emailRow(request.emailID).email
        let looked =
            try store.lastRead(emailID: email.id, by: viewer.name) ?? email.receivedAt
        let news = try store.unseenEmails(
            threadID: email.threadID, after: looked, by: viewer.name)
        for unseen in news where unseen.id != email.id {
            guard let author = try answerer(unseen), author != viewer.name else { continue }
            throw DeskError.answeredMeanwhile(
                email: email.id, by: author, at: unseen.receivedAt, in: unseen.id)
        }
    }

    /// Returns the login name of the user whose reply an email is; nil if it is not a user's reply.
    private func answerer(_ unseen: Store.UnseenEmail) throws -> String? {
        switch unseen.direction {
        case .out:
            guard let writing = try store.writing(ofEmail: unseen.id) else { return "somebody" }
            return writing.event == .replyWritten ? writing.by ?? "somebody" : nil
        case .in:
            guard let author = unseen.author.map(AddressPattern.folded) else { return nil }
            return try store.users().first { user in
                user.address.map(AddressPattern.folded) == author
            }?.name
        }
    }
}
