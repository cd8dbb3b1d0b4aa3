// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

extension Desk {
    /// Throws `DeskError.answeredMeanwhile` where somebody else answered in the thread since the
    /// viewer looked at the email, or since it came for one who never did.
    ///
    /// An answer that the viewer has looked at is no news, and a colleague's own mail into the
    /// thread is an answer, too. A forward answers nobody and asks nothing.
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

    /// The login name of who answered by an email; nil when it is no answer of ours.
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
