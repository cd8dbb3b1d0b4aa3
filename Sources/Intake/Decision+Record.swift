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
        if let report = Report(mail.message, kind: basis.kind) {
            if report.saysNotDelivered {
                if try isAboutPersonsReply(basis, thread) {
                    return reopen(true, "a user's reply in case \(number) was not delivered")
                }
            } else if basis.kind == .bounce || thread.reported != nil {
                return reopen(false, "the report tells of no failed delivery")
            }
        }
        guard isWanted(mail, basis) else {
            return reopen(false, "automatic mail never changes a status")
        }
        guard thread.isVerified else {
            return isPersonal(mail, basis)
                ? ownThread(of: number, record.status, basis, part)
                : reopen(false, "the sender is not a participant of case \(number)")
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
                startsThread: true, follows: number)
        }
    }

    /// Returns the part about the record for a message that refers to a closed case of which its
    /// author is not a participant: in the closed case nobody would see it.
    private func ownThread(
        of number: Int64, _ status: String, _ basis: Verdict.Basis, _ part: Verdict.RecordPart
    ) -> Verdict.RecordPart {
        let stranger = "the sender is not a participant of case \(number)"
        let creates = part.action.kind != .none
        return Verdict.RecordPart(
            action: .init(
                kind: part.action.kind, will: creates ? .create : .none,
                why: creates
                    ? "the message refers to case \(number), which is \(status), and \(stranger)"
                    : "the mailbox's action is none"),
            reopen: .init(will: false, why: stranger), startsThread: true,
            follows: creates ? number : nil)
    }

    /// Returns whether a person wrote the message, perhaps in a contact form.
    private func isPersonal(_ mail: IncomingMail, _ basis: Verdict.Basis) -> Bool {
        basis.kind == .personal || mail.authorship.isForm
    }

    /// Returns whether a report is about a user's reply, so that the customer is still waiting if
    /// it was not delivered.
    private func isAboutPersonsReply(
        _ basis: Verdict.Basis, _ thread: Verdict.ThreadMatch
    ) throws -> Bool {
        guard let id = thread.reported else { return false }
        return try store.outboxKind(mailboxID: basis.mailbox.id, messageID: id) == .reply
    }
}
