// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

extension Decision {
    /// Decides whether a record is created or joined, and whether a closed case is reopened.
    func decideRecord(
        _ mail: IncomingMail, _ basis: Verdict.Basis, thread: Verdict.ThreadMatch?
    ) throws -> Verdict.RecordPart {
        guard mail.effects.acts else {
            return record(.none, "the message is stored without creating a record", basis)
        }
        let kind = basis.mailbox.action.kind
        if let thread, let joined = thread.thread.record {
            let part = record(.append, "its thread belongs to \(joined.name)", basis)
            guard case .case(let number) = joined else { return part }
            return try decideReopening(number, mail, basis, thread, joining: part)
        }
        if let program = try awaitedProgram(thread?.thread, kind: kind) {
            return record(
                .append, "its thread waits for the record of \(program)", basis)
        }
        if let thread, let user = try store.undoer(ofThread: thread.thread.id) {
            return record(.none, Self.undone(by: user), basis)
        }
        guard kind != .none else { return record(.none, "the mailbox's action is none", basis) }
        guard isWanted(mail, basis) else {
            return record(
                .none, "the mailbox creates no record for mail of kind \(basis.kind.rawValue)",
                basis)
        }
        return record(
            .create, thread == nil ? "the message starts a thread" : "its thread has no record yet",
            basis)
    }

    /// Returns the part about the record if no closed case is affected.
    func record(
        _ will: Verdict.ActionChoice.Will, _ why: String, _ basis: Verdict.Basis
    ) -> Verdict.RecordPart {
        Verdict.RecordPart(
            action: .init(kind: basis.mailbox.action.kind, will: will, why: why),
            reopen: .init(will: false, why: "there is no closed case to reopen"))
    }

    /// Returns whether the mailbox creates records for mail of this kind.
    func isWanted(_ mail: IncomingMail, _ basis: Verdict.Basis) -> Bool {
        basis.kind == .personal || basis.mailbox.convertKinds.contains(basis.kind)
            || mail.authorship.isForm
    }

    private func decideReopening(
        _ number: Int64, _ mail: IncomingMail, _ basis: Verdict.Basis,
        _ thread: Verdict.ThreadMatch, joining part: Verdict.RecordPart
    ) throws -> Verdict.RecordPart {
        guard let record = try store.caseRecord(number: number),
            globalSettings.statuses.closed.contains(record.status)
        else { return part }
        func reopen(_ will: Bool, _ why: String) -> Verdict.RecordPart {
            Verdict.RecordPart(action: part.action, reopen: .init(will: will, why: why))
        }
        if try isBounceOfPersonsReply(basis, thread) {
            return reopen(true, "a user's reply in case \(number) was not delivered")
        }
        guard isWanted(mail, basis) else {
            return reopen(false, "automatic mail never changes a status")
        }
        guard thread.isVerified else {
            return reopen(false, "the sender is not a participant of case \(number)")
        }
        if let author = mail.author, try ownAddresses.isUser(author) {
            return reopen(false, "a user's own mail does not reopen case \(number)")
        }
        switch basis.mailbox.reopen {
        case .reopen:
            return reopen(true, "case \(number) is \(record.status) and the customer wrote")
        case .leave:
            return reopen(false, "the mailbox leaves closed cases closed")
        case .new where part.action.kind == .none:
            return reopen(
                false, "the mailbox opens a new case instead of reopening, but its action is none")
        case .new:
            return Verdict.RecordPart(
                action: .init(
                    kind: part.action.kind, will: .create,
                    why: "the message follows case \(number), which is \(record.status)"),
                reopen: .init(
                    will: false,
                    why: "the mailbox opens a new case instead of reopening case \(number)"),
                follows: number)
        }
    }

    /// Returns whether a mail server reports that a user's reply could not be delivered, so that
    /// the customer is still waiting.
    private func isBounceOfPersonsReply(
        _ basis: Verdict.Basis, _ thread: Verdict.ThreadMatch
    ) throws -> Bool {
        guard basis.kind == .bounce, let id = thread.reported else { return false }
        return try store.outboxKind(mailboxID: basis.mailbox.id, messageID: id) == .reply
    }

    /// Returns the keys of new participants: the recipients of a user's message with a copy to the
    /// mailbox, or the sender that a contact form names in Reply-To.
    func newParticipants(
        _ mail: IncomingMail, _ basis: Verdict.Basis, thread: Verdict.ThreadMatch?
    ) throws -> [String] {
        guard thread?.isVerified != false, let author = mail.author else { return [] }
        if thread == nil, mail.authorship.isForm {
            return mail.authorship.formSender.map { [Participant.key($0)] } ?? []
        }
        guard try ownAddresses.isUser(author), mayAdd(mail, thread) else { return [] }
        var added: [String] = []
        for address in (mail.message.to + mail.message.cc).prefix(Self.mostAddedParticipants)
        where address.isValidForEnvelope {
            let key = Participant.key(address)
            if try !added.contains(key) && !ownAddresses.isUser(address)
                && !ownAddresses.isMailbox(address)
            {
                added.append(key)
            }
        }
        return added
    }

    /// Returns whether a message with a user as its author may add participants.
    ///
    /// A user's address is easily forged. A trusted server must therefore vouch for the message. If
    /// none is configured, the message must contain a Message-ID or token of the thread; a case
    /// number can be guessed.
    private func mayAdd(_ mail: IncomingMail, _ thread: Verdict.ThreadMatch?) -> Bool {
        switch mail.authorship.authentication {
        case .passed: true
        case .failed: false
        case .none:
            globalSettings.replies.trustedAuthservIDs.isEmpty && thread?.by != .caseNumber
        }
    }

    /// At most 50 participants are added by one message, because a forged message could list any
    /// number.
    private static let mostAddedParticipants = 50
}
