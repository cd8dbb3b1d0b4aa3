// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

extension Decision {
    /// At most 50 participants are added by one message of a user, because a forged message could
    /// list any number.
    private static let mostAddedByUser = 50
    /// At most 20 participants of a thread are added by customers' messages, because a forged
    /// message could list any number.
    private static let mostAddedByCustomers = 20

    /// Returns the keys of new participants: the other recipients of a user's or a participant's
    /// message, or the sender that a contact form names in Reply-To.
    ///
    /// `thread` is the thread that the message joins, or nil if it starts one; `evidence` is what
    /// shows that it belongs to this thread, or to that of the closed case that it follows.
    func newParticipants(
        _ mail: IncomingMail, _ basis: Verdict.Basis, thread: Verdict.ThreadMatch?,
        evidence: Verdict.ThreadEvidence?
    ) throws -> [String] {
        guard thread?.isVerified != false, let author = mail.author else { return [] }
        if thread == nil, mail.authorship.isForm {
            return mail.authorship.formSender.map { [Participant.key($0)] } ?? []
        }
        let recipients = otherRecipients(of: mail, basis, besides: author)
        guard !recipients.isEmpty, mayAdd(mail, evidence) else { return [] }
        if try ownAddresses.isUser(author) {
            return try withoutOwn(recipients.prefix(Self.mostAddedByUser))
        }
        guard basis.kind == .personal, basis.mailbox.hasCcParticipants,
            !mail.authorship.isForm
        else { return [] }
        var most = Self.mostAddedByCustomers
        var known: Set<String> = []
        if let thread = thread?.thread {
            // In a thread without a record everybody is verified.
            guard try store.isParticipant(Participant.key(author), in: thread) else { return [] }
            known = Set(try store.addedParticipants(threadID: thread.id))
            most -= known.count
        }
        let new = recipients.filter { !known.contains(Participant.key($0)) }
        return try withoutOwn(new.prefix(max(0, most)))
    }

    /// Returns the usable addresses in To and Cc other than the author's and the one under which
    /// the message arrived, each once.
    ///
    /// Usually there are none, and nothing more has to be read from the store.
    private func otherRecipients(
        of mail: IncomingMail, _ basis: Verdict.Basis, besides author: Address
    ) -> [Address] {
        let own = [basis.mailbox.address, basis.destination.recipient].compactMap { $0 }
        var seen: Set<String> = [Participant.key(author)]
        return (mail.message.to + mail.message.cc).filter { address in
            let key = Participant.key(address)
            return address.isValidForEnvelope
                && !own.contains { AddressPattern.isSame($0, as: key) }
                && seen.insert(key).inserted
        }
    }

    /// Returns the keys of addresses that belong to no user and no mailbox.
    private func withoutOwn(_ addresses: ArraySlice<Address>) throws -> [String] {
        try addresses.filter {
            try !ownAddresses.isUser($0) && !ownAddresses.isMailbox($0)
        }.map { Participant.key($0) }
    }

    /// Returns whether a message may add participants.
    ///
    /// An address is easily forged. A trusted server must therefore confirm the author. If none
    /// is configured, the message must start the thread, or contain a Message-ID or token of the
    /// thread; a case number can be guessed.
    private func mayAdd(_ mail: IncomingMail, _ evidence: Verdict.ThreadEvidence?) -> Bool {
        guard mail.authorship.authentication == .none else {
            return !mail.authorship.lacksConfirmation
        }
        return globalSettings.replies.trustedAuthservIDs.isEmpty && evidence != .caseNumber
    }
}
