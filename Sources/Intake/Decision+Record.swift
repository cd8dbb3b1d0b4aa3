// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

extension Decision {
    /// Decides what becomes of the record, and whether a closed one is opened again.
    func decideRecord(
        _ mail: IncomingMail, mailbox: Mailbox, verdict: inout Verdict
    ) throws {
        let isWanted = isWanted(mail, mailbox: mailbox, kind: verdict.kind)
        let kind = mailbox.action.kind
        func action(_ will: Verdict.ActionAnswer.Will, _ why: String) {
            verdict.action = .init(kind: kind, will: will, why: why)
        }
        let thread = verdict.thread?.thread
        if let record = thread?.record {
            action(.append, "its thread belongs to \(record.name)")
            if case .case(let number) = record {
                try decideReopening(
                    number, mail, isWanted: isWanted, mailbox: mailbox, verdict: &verdict)
            }
        } else if let program = try awaitedProgram(thread, kind: kind) {
            action(.append, "its thread waits for the record of \(program)")
        } else if let thread, let user = try store.undoer(ofThread: thread.id) {
            action(.none, Self.undone(by: user))
        } else if kind == .none {
            action(.none, "the mailbox's action is none")
        } else if isWanted {
            action(
                .create,
                thread == nil ? "the message starts a thread" : "its thread has no record yet")
        } else {
            action(.none, "mail of kind \(verdict.kind.rawValue) makes no record here")
        }
    }

    /// Whether the mailbox makes records of mail of this kind.
    func isWanted(_ mail: IncomingMail, mailbox: Mailbox, kind: EmailKind) -> Bool {
        kind == .personal || mailbox.convertKinds.contains(kind) || isForm(mail, mailbox: mailbox)
    }

    private func decideReopening(
        _ number: Int64, _ mail: IncomingMail, isWanted: Bool, mailbox: Mailbox,
        verdict: inout Verdict
    ) throws {
        guard let record = try store.caseRecord(number: number),
            globalSettings.statuses.closed.contains(record.status)
        else { return }
        if try isBounceOfPersonsReply(verdict) {
            verdict.reopen = .init(
                will: true, why: "a person's answer in case \(number) did not arrive")
        } else if !isWanted {
            verdict.reopen.why = "automatic mail never changes a status"
        } else if verdict.thread?.isVerified == false {
            verdict.reopen.why = "the sender is no participant of case \(number)"
        } else if let author = mail.author, try store.isUserAddress(author.folded) {
            verdict.reopen.why = "a user's own mail does not open case \(number) again"
        } else {
            switch mailbox.reopen {
            case .reopen:
                verdict.reopen = .init(
                    will: true, why: "case \(number) is \(record.status) and its customer wrote")
            case .leave:
                verdict.reopen.why = "the mailbox leaves closed cases closed"
            case .new where mailbox.action.kind == .none:
                verdict.reopen.why = "the mailbox opens new cases, but its action is none"
            case .new:
                verdict.reopen.why = "the mailbox opens a new case instead of case \(number)"
                verdict.thread = nil
                verdict.follows = number
                verdict.action = .init(
                    kind: mailbox.action.kind, will: .create,
                    why: "it follows case \(number), which is \(record.status)")
            }
        }
    }

    /// Whether a mail server reports that what a person wrote could not be delivered: the customer
    /// is still waiting.
    private func isBounceOfPersonsReply(_ verdict: Verdict) throws -> Bool {
        guard verdict.kind == .bounce, let thread = verdict.thread, let id = thread.reported
        else { return false }
        return try store.outboxKind(
            mailboxID: verdict.destination.mailbox.id, messageID: id) == .reply
    }

    /// Who joins the thread's participants: those whom a user of ours writes to with a copy for the
    /// mailbox, and who wrote through a contact form.
    func newParticipants(_ mail: IncomingMail, verdict: Verdict) throws -> [String] {
        guard verdict.thread?.isVerified != false, let author = mail.author else { return [] }
        let mailbox = verdict.destination.mailbox
        if verdict.thread == nil, isForm(mail, mailbox: mailbox) {
            return mail.message.replyTo.first.map { [Participant.key($0)] } ?? []
        }
        guard try store.isUserAddress(author.folded), mayAdd(mail, verdict) else { return [] }
        var added: [String] = []
        for address in (mail.message.to + mail.message.cc).prefix(Self.mostAddedParticipants) {
            let key = Participant.key(address)
            if try !added.contains(key) && !store.isUserAddress(address.folded)
                && !isOwnAddress(address)
            {
                added.append(key)
            }
        }
        return added
    }

    /// Whether a message that names a user as its author may bring others in.
    ///
    /// A user's address is easily forged: either a trusted server vouches for it, or, where none is
    /// set, the message knows a Message-ID or a token of the thread, which a number does not show.
    private func mayAdd(_ mail: IncomingMail, _ verdict: Verdict) -> Bool {
        switch authentication(mail) {
        case .passed: true
        case .failed: false
        case .none:
            globalSettings.replies.trustedAuthservIDs.isEmpty && verdict.thread?.by != .caseNumber
        }
    }

    /// Addresses that one message adds at most.
    private static let mostAddedParticipants = 50

    /// Whether the message comes from a contact form that the mailbox lists.
    func isForm(_ mail: IncomingMail, mailbox: Mailbox) -> Bool {
        guard !mailbox.forms.isEmpty, let author = mail.message.from.first?.folded,
            mailbox.forms.contains(where: { AddressPattern.folded($0) == author })
        else { return false }
        switch authentication(mail) {
        case .passed: return true
        case .failed: return false
        case .none: return globalSettings.replies.trustedAuthservIDs.isEmpty
        }
    }

    func authentication(_ mail: IncomingMail) -> Authentication {
        Authentication(
            mail.message, sender: mail.envelope.sender,
            trusted: globalSettings.replies.trustedAuthservIDs)
    }
}
