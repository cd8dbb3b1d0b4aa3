// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

/// Looks at a message, its envelope and what the store knows, and says what is to be done.
///
/// Nothing is written. Only the store may throw (`SQLError`); any other trouble degrades the verdict:
/// the email is stored, a record is made by the mailbox's defaults, nothing is answered.
struct Decision {
    let store: Store
    let globalSettings: GlobalSettings

    /// How long a sender must be quiet before it is answered again, in microseconds.
    static let muteQuiet: Int64 = 24 * 3_600_000_000

    /// The verdict on a message for one mailbox.
    func decide(_ mail: IncomingMail, for destination: Destination) throws -> Verdict {
        let mailbox = destination.mailbox
        var verdict = opening(mail, for: destination)
        let duplicates = try store.emails(
            mailboxID: mailbox.id, messageKey: mail.key.messageKey)
        if let duplicate = duplicates.first(where: { isSameDelivery($0, mail) }) {
            verdict.becomeDuplicate(of: duplicate)
            return verdict
        }
        if let copy = duplicates.first(where: { isCopy($0, mail) }),
            let thread = try store.thread(id: copy.threadID)
        {
            verdict.becomeCopy(in: thread)
            return verdict
        }
        let correspondent = try correspondent(mail, mailbox: mailbox)
        try findThread(mail, correspondent: correspondent, verdict: &verdict)
        verdict.newParticipants = try newParticipants(mail, verdict: verdict)
        if mail.effects.acts {
            try decideRecord(mail, mailbox: mailbox, verdict: &verdict)
        } else {
            verdict.action.why = "the message is taken in without acting"
        }
        if mail.effects.replies {
            try decideReply(mail, correspondent: correspondent, verdict: &verdict)
        } else {
            verdict.reply.why = "the message is taken in without answering"
        }
        try decideNotices(mail, verdict: &verdict)
        return verdict
    }

    /// The verdict before anything but the kind of mail is decided.
    func opening(_ mail: IncomingMail, for destination: Destination) -> Verdict {
        let mailbox = destination.mailbox
        let classification = Classification(
            mail.message, sender: mail.envelope.sender, mailbox: mailbox,
            spam: globalSettings.replies.spam)
        return Verdict(
            destination: destination, kind: classification.kind,
            kindEvidence: classification.evidence,
            store: .init(will: true, why: "every message is kept"),
            reopen: .init(will: false, why: "there is no closed record to open"),
            action: .init(kind: mailbox.action.kind, will: .none, why: ""))
    }

    // MARK: The same message again

    private func isSameDelivery(_ email: Email, _ mail: IncomingMail) -> Bool {
        email.digest == mail.key.digest
            && email.receivedAt > mail.receivedAt - DuplicateKey.memory
    }

    /// Whether an email is the same message with other bytes, as a list or a gateway sends it.
    private func isCopy(_ email: Email, _ mail: IncomingMail) -> Bool {
        guard mail.message.messageID != nil, let author = mail.author?.folded,
            email.digest != mail.key.digest,
            email.receivedAt > mail.receivedAt - DuplicateKey.memory
        else { return false }
        return email.from.map { AddressPattern.folded($0.address) } == author
    }

    // MARK: Thread

    private func findThread(
        _ mail: IncomingMail, correspondent: CorrespondentState?, verdict: inout Verdict
    ) throws {
        let threading = Threading(
            store: store, globalSettings: globalSettings, mail: mail,
            destination: verdict.destination,
            kind: verdict.kind, isForged: authentication(mail) == .failed)
        let match = try threading.find()
        verdict.thread = match.answer
        verdict.threadNotes = match.notes
        guard match.answer == nil, let threadID = correspondent?.muted?.threadID,
            let thread = try store.thread(id: threadID)
        else { return }
        verdict.thread = Verdict.ThreadAnswer(
            by: .muted, thread: thread, isVerified: try threading.isVerified(in: thread))
    }
}

extension Verdict {
    /// Nothing is done: an earlier delivery did it.
    fileprivate mutating func becomeDuplicate(of email: Email) {
        let why = "the same message was delivered before, as email \(email.id)"
        duplicateOf = email.id
        store = .init(will: false, why: why)
        action.why = why
        reply.why = why
    }

    /// Kept beside the message that it is a copy of, nothing more.
    fileprivate mutating func becomeCopy(in thread: MailThread) {
        let why = "a copy with the same Message-ID and author came before"
        self.thread = ThreadAnswer(by: .messageID, thread: thread, isVerified: true)
        action = .init(
            kind: action.kind,
            will: thread.record?.id == nil ? .none : .append, why: why)
        reply.why = why
    }

    /// Notes trouble: nothing is answered.
    mutating func degrade(_ why: String) {
        degraded.append(why)
        reply.will = false
        reply.why = "degraded: " + why
    }
}
