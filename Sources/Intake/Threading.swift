// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Finds the thread of a mailbox that a message belongs to.
struct Threading {
    let store: Store

    /// References that are looked up at most: the nearest ones and the first.
    static let maximumReferences = 20

    /// The thread that References or In-Reply-To name (RFC 5322 section 3.6.4), the nearest
    /// message first; nil when the mailbox knows none of them.
    func find(_ mail: IncomingMail, mailboxID: Int64) throws -> Verdict.ThreadAnswer? {
        let references = mail.message.references
        var candidates = mail.message.inReplyTo.map { ("in-reply-to", $0) }
        candidates += references.suffix(Self.maximumReferences).reversed().map {
            ("references", $0)
        }
        if references.count > Self.maximumReferences, let first = references.first {
            candidates.append(("references", first))
        }
        var seen: [String] = []
        for (by, messageID) in candidates.prefix(2 * Self.maximumReferences) {
            guard !seen.contains(messageID) else { continue }
            seen.append(messageID)
            guard let thread = try store.thread(mailboxID: mailboxID, messageID: messageID)
            else { continue }
            return Verdict.ThreadAnswer(
                by: by, thread: thread, isVerified: try isVerified(mail, in: thread))
        }
        return nil
    }

    /// Whether the author takes part in the thread's record; without a record nobody is asked.
    func isVerified(_ mail: IncomingMail, in thread: MailThread) throws -> Bool {
        guard thread.caseNumber != nil || thread.leadNumber != nil else { return true }
        guard let author = mail.author?.folded else { return false }
        return try store.isParticipant(author, threadID: thread.id)
            || store.isUserAddress(author)
    }
}
