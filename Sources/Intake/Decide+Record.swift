// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import SystemMailbox

extension Decision {
    /// Decides what becomes of the record, and whether a closed one is opened again.
    func decideRecord(
        _ mail: IncomingMail, mailbox: Mailbox, verdict: inout Verdict
    ) throws {
        let isWanted =
            verdict.kind == .personal || mailbox.convertKinds.contains(verdict.kind)
            || isForm(mail, mailbox: mailbox)
        let kind = mailbox.action.kind
        func action(_ will: Verdict.ActionAnswer.Will, _ why: String) {
            verdict.action = .init(kind: kind, will: will, why: why)
        }
        let thread = verdict.thread?.thread
        if let number = thread?.caseNumber {
            action(.append, "its thread belongs to case \(number)")
            try decideReopening(number, isWanted: isWanted, mailbox: mailbox, verdict: &verdict)
        } else if let number = thread?.leadNumber {
            action(.append, "its thread belongs to lead \(number)")
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

    private func decideReopening(
        _ number: Int64, isWanted: Bool, mailbox: Mailbox, verdict: inout Verdict
    ) throws {
        guard let record = try store.caseRecord(number: number),
            site.statuses.closed.contains(record.status)
        else { return }
        if !isWanted {
            verdict.reopen.why = "automatic mail never changes a status"
        } else if verdict.thread?.isVerified == false {
            verdict.reopen.why = "the sender is no participant of case \(number)"
        } else {
            switch mailbox.reopen {
            case .reopen:
                verdict.reopen = .init(
                    will: true, why: "case \(number) is \(record.status) and its customer wrote")
            case .leave:
                verdict.reopen.why = "the mailbox leaves closed cases closed"
            case .new:
                verdict.reopen.why = "the mailbox opens a new case instead of case \(number)"
                verdict.thread = nil
                verdict.action = .init(
                    kind: mailbox.action.kind,
                    will: mailbox.action.kind == .none ? .none : .create,
                    why: "it follows case \(number), which is \(record.status)")
            }
        }
    }

    /// Whether the message comes from a contact form that the mailbox lists.
    func isForm(_ mail: IncomingMail, mailbox: Mailbox) -> Bool {
        guard !mailbox.forms.isEmpty, let author = mail.message.from.first?.folded,
            mailbox.forms.contains(where: { AddressPattern.folded($0) == author })
        else { return false }
        switch authentication(mail) {
        case .passed: return true
        case .failed: return false
        case .none: return site.replies.trustedAuthservIDs.isEmpty
        }
    }

    func authentication(_ mail: IncomingMail) -> Authentication {
        Authentication(
            mail.message, sender: mail.envelope.sender, trusted: site.replies.trustedAuthservIDs)
    }
}
