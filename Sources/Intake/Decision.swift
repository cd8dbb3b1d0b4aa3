// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

/// Decides what is done with a message, from its content, its envelope and the store.
///
/// Nothing is written. Only a failure of the store is thrown. An error in the rules degrades
/// the verdict, as an error in a template does later: there is no reply, but the email and its
/// record are the same as without the error.
struct Decision {
    let store: Store
    let globalSettings: GlobalSettings
    /// Recognises the addresses of users and mailboxes, and messages that mailclerk sent.
    let ownAddresses: OwnAddresses

    /// A decision about one message, for one mailbox or several.
    init(store: Store, globalSettings: GlobalSettings) {
        self.store = store
        self.globalSettings = globalSettings
        ownAddresses = OwnAddresses(store: store, delimiter: globalSettings.recipientDelimiter)
    }

    /// Returns the verdict on a message for one mailbox.
    func decide(_ mail: IncomingMail, for destination: Destination) throws -> Verdict {
        let basis = basis(mail, for: destination)
        let stored = try store.emails(
            mailboxID: destination.mailbox.id, messageKey: mail.key.messageKey)
        if let duplicate = stored.first(where: { isSameDelivery($0, mail) }) {
            return self.duplicate(of: duplicate, basis)
        }
        if let original = stored.first(where: { isCopy($0, mail) }),
            let thread = try store.thread(id: original.threadID)
        {
            return copy(in: thread, basis)
        }
        let found = try findThread(mail, basis)
        let record = try decideRecord(mail, basis, thread: found.thread)
        let joined = record.startsThread ? nil : found.thread
        let newParticipants = try newParticipants(
            mail, basis, thread: joined, evidence: found.thread?.by)
        let reply = try decideReply(mail, basis, thread: joined)
        let notices = try decideNotices(mail, basis, thread: joined, action: record.action)
        return Verdict(
            basis, store: .init(will: true, why: Self.storedReason),
            thread: .init(thread: joined, notes: found.notes),
            newParticipants: newParticipants, record: record, reply: reply, notices: notices)
    }

    private static let storedReason = "every message is stored"

    /// Returns the mailbox and the kind of mail, on which the other decisions depend.
    func basis(_ mail: IncomingMail, for destination: Destination) -> Verdict.Basis {
        let classification = Classification(
            mail.message, sender: mail.envelope.sender, mailbox: destination.mailbox,
            spam: globalSettings.replies.spam)
        return Verdict.Basis(
            destination: destination, kind: classification.kind,
            kindEvidence: classification.evidence)
    }

    // MARK: Repeated messages

    private func isSameDelivery(_ email: Email, _ mail: IncomingMail) -> Bool {
        email.digest == mail.key.digest
            && email.receivedAt > mail.receivedAt - DuplicateKey.memory
    }

    /// Returns whether an email is the same message with other bytes, as lists and gateways send
    /// it: it has the same Message-ID, author and Date, or the same subject if a Date is missing.
    ///
    /// Devices and programs that write invoices use a Message-ID again for other mail.
    private func isCopy(_ email: Email, _ mail: IncomingMail) -> Bool {
        guard mail.message.messageID != nil, let author = mail.author?.folded,
            email.digest != mail.key.digest,
            email.receivedAt > mail.receivedAt - DuplicateKey.memory
        else { return false }
        guard email.from.map({ AddressPattern.folded($0.address) }) == author else { return false }
        if let sentAt = email.sentAt, let other = mail.message.sentAt { return sentAt == other }
        return email.subject == mail.message.boundedSubject
    }

    /// Returns a verdict by which nothing is done, because an earlier delivery did it.
    private func duplicate(of email: Email, _ basis: Verdict.Basis) -> Verdict {
        let why = "the same message was delivered before, as email \(email.id)"
        return Verdict(
            basis, duplicateOf: email.id, store: .init(will: false, why: why),
            thread: .init(thread: nil), record: record(.none, why, basis), reply: .init(why: why))
    }

    /// Returns a verdict by which the email is only stored, in the thread of the message that it is
    /// a copy of.
    private func copy(in thread: MailThread, _ basis: Verdict.Basis) -> Verdict {
        let why = "a copy with the same Message-ID, author and Date arrived before"
        let match = Verdict.ThreadMatch(by: .messageID, thread: thread, isVerified: true)
        return Verdict(
            basis, store: .init(will: true, why: Self.storedReason), thread: .init(thread: match),
            record: record(thread.record?.id == nil ? .none : .append, why, basis),
            reply: .init(why: why))
    }

    // MARK: Thread

    private func findThread(
        _ mail: IncomingMail, _ basis: Verdict.Basis
    ) throws -> Verdict.ThreadPart {
        try Threading(
            store: store, globalSettings: globalSettings, ownAddresses: ownAddresses, mail: mail,
            destination: basis.destination, kind: basis.kind,
            lacksPass: mail.authorship.lacksConfirmation
        ).find()
    }
}
