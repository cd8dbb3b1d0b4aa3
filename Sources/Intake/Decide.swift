// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import SystemMailbox

/// Looks at a message, its envelope and what the store knows, and says what is to be done.
///
/// Nothing is written. Only the store may throw (`SQLError`); any other trouble degrades the verdict:
/// the email is stored, a record is made by the mailbox's defaults, nothing is answered.
struct Decision {
    let store: Store
    let site: Site

    /// How long a sender must be quiet before it is answered again, in microseconds.
    static let muteQuiet: Int64 = 24 * 3_600_000_000

    /// The verdict on a message for one mailbox.
    func decide(_ mail: IncomingMail, for destination: Destination) throws -> Verdict {
        let mailbox = destination.mailbox
        let classification = Classification(
            mail.message, sender: mail.envelope.sender, mailbox: mailbox, spam: site.replies.spam)
        var verdict = Verdict(
            destination: destination, kind: classification.kind,
            kindEvidence: classification.evidence,
            store: .init(will: true, why: "every message is kept"),
            reopen: .init(will: false, why: "there is no closed record to open"),
            action: .init(kind: mailbox.action.kind, will: .none, why: ""))

        let twins = try store.emails(
            mailboxID: mailbox.id, messageKey: mail.key.messageKey)
        if let twin = twins.first(where: { isSameDelivery($0, mail) }) {
            verdict.becomeDuplicate(of: twin)
            return verdict
        }
        if let copy = twins.first(where: { isCopy($0, mail) }),
            let thread = try store.thread(id: copy.threadID)
        {
            verdict.becomeCopy(in: thread)
            return verdict
        }
        let correspondent = try correspondent(mail, mailbox: mailbox)
        verdict.thread = try thread(mail, mailbox: mailbox, correspondent: correspondent)
        if mail.completion.acts {
            try decideRecord(mail, mailbox: mailbox, verdict: &verdict)
        } else {
            verdict.action.why = "the message is taken in without acting"
        }
        if mail.completion.replies {
            try decideReply(mail, correspondent: correspondent, verdict: &verdict)
        } else {
            verdict.reply.why = "the message is taken in without answering"
        }
        return verdict
    }

    // MARK: The same message again

    private func isSameDelivery(_ email: Email, _ mail: IncomingMail) -> Bool {
        email.digest == mail.key.digest
            && email.receivedAt > mail.receivedAt - DuplicateKey.memory
    }

    /// Whether an email is the same message with other bytes, as a list or a gateway sends it.
    private func isCopy(_ email: Email, _ mail: IncomingMail) -> Bool {
        guard mail.message.messageID != nil, let author = mail.author?.folded,
            email.digest != mail.key.digest
        else { return false }
        return email.from.map { AddressPattern.folded($0.address) } == author
    }

    // MARK: Thread

    private func thread(
        _ mail: IncomingMail, mailbox: Mailbox, correspondent: CorrespondentState?
    ) throws -> Verdict.ThreadAnswer? {
        let threading = Threading(store: store)
        if let found = try threading.find(mail, mailboxID: mailbox.id) { return found }
        guard let threadID = correspondent?.muted?.threadID,
            let thread = try store.thread(id: threadID)
        else { return nil }
        return Verdict.ThreadAnswer(
            by: "muted", thread: thread, isVerified: try threading.isVerified(mail, in: thread))
    }

    // MARK: Record

    private func decideRecord(
        _ mail: IncomingMail, mailbox: Mailbox, verdict: inout Verdict
    ) throws {
        let isWanted =
            verdict.kind == .personal || mailbox.convertKinds.contains(verdict.kind)
            || isForm(mail, mailbox: mailbox)
        let kind = mailbox.action.kind
        func action(_ will: Verdict.ActionAnswer.Will, _ why: String) {
            verdict.action = .init(kind: kind, will: will, why: why)
        }
        guard let answer = verdict.thread else {
            if kind == .none {
                action(.none, "the mailbox's action is none")
            } else if isWanted {
                action(.create, "the message starts a thread")
            } else {
                action(.none, "mail of kind \(verdict.kind.rawValue) makes no record here")
            }
            return
        }
        if let number = answer.thread.caseNumber {
            action(.append, "its thread belongs to case \(number)")
            try decideReopening(number, isWanted: isWanted, mailbox: mailbox, verdict: &verdict)
        } else if let number = answer.thread.leadNumber {
            action(.append, "its thread belongs to lead \(number)")
        } else if kind == .none {
            action(.none, "the mailbox's action is none")
        } else if isWanted {
            action(.create, "its thread has no record yet")
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
    private func isForm(_ mail: IncomingMail, mailbox: Mailbox) -> Bool {
        guard !mailbox.forms.isEmpty, let author = mail.message.from.first?.folded,
            mailbox.forms.contains(where: { AddressPattern.folded($0) == author })
        else { return false }
        switch authentication(mail) {
        case .passed: return true
        case .failed: return false
        case .none: return site.replies.trustedAuthservIDs.isEmpty
        }
    }

    private func authentication(_ mail: IncomingMail) -> Authentication {
        Authentication(
            mail.message, sender: mail.envelope.sender, trusted: site.replies.trustedAuthservIDs)
    }

    // MARK: Reply

    /// Whom an answer would go to and how that sender stands with the mailbox.
    private struct CorrespondentState {
        let recipient: Address
        let key: String
        let muted: MutedCorrespondent?
        let isQuietEnough: Bool
        let answersSoFar: Int64
    }

    private func correspondent(
        _ mail: IncomingMail, mailbox: Mailbox
    ) throws -> CorrespondentState? {
        guard case .address(var recipient) = mail.envelope.sender else { return nil }
        if isForm(mail, mailbox: mailbox), let replyTo = mail.message.replyTo.first,
            replyTo.isValidForEnvelope
        {
            recipient = replyTo
        }
        let key = Correspondent.key(recipient)
        let muted = try store.muted(mailboxID: mailbox.id, correspondent: key)
        let isQuiet = muted.map { mail.receivedAt - $0.lastMailAt >= Self.muteQuiet } ?? true
        let limit = site.replies.limit
        return CorrespondentState(
            recipient: recipient, key: key, muted: isQuiet ? nil : muted,
            isQuietEnough: isQuiet,
            answersSoFar: try store.answers(
                mailboxID: mailbox.id, correspondent: key,
                since: mail.receivedAt - limit.within, limit: limit.count))
    }

    private func decideReply(
        _ mail: IncomingMail, correspondent: CorrespondentState?, verdict: inout Verdict
    ) throws {
        let mailbox = verdict.destination.mailbox
        let rules: [AutoResponseRule]
        do {
            rules = try store.rules(of: mailbox.id)
        } catch let error as StoreError {
            verdict.degrade("\(error)")
            return
        }
        guard !rules.isEmpty else {
            verdict.reply.why = "the mailbox has no rule"
            return
        }
        verdict.reply.to = correspondent?.recipient.address
        verdict.reply.vetoes = try vetoes(mail, correspondent: correspondent, verdict: verdict)
        try askRules(rules, mail: mail, verdict: &verdict)
        guard verdict.degraded.isEmpty else { return }
        guard let rule = verdict.reply.rule else {
            verdict.reply.why = "no rule matched"
            return
        }
        guard verdict.reply.vetoes.isEmpty, let correspondent else {
            verdict.reply.why =
                "not answered: " + verdict.reply.vetoes.map(\.code).joined(separator: ", ")
            return
        }
        if let once = rule.oncePer,
            let last = try store.lastAnswer(
                mailboxID: mailbox.id, correspondent: correspondent.key, rule: rule.name),
            last > mail.receivedAt - once
        {
            verdict.reply.vetoes = [Reason(code: "once-per", source: "RFC 5230 section 4.2")]
            verdict.reply.why = "rule \(rule.name) answered this sender already"
            return
        }
        verdict.reply.will = true
        verdict.reply.why = "rule \(rule.name) answers"
        verdict.reply.mutesSender = correspondent.answersSoFar + 1 >= site.replies.limit.count
        try decideHolding(mail, verdict: &verdict)
    }

    private func askRules(
        _ rules: [AutoResponseRule], mail: IncomingMail, verdict: inout Verdict
    ) throws {
        let occasion: AutoResponseRule.Occasion = verdict.thread == nil ? .new : .followUp
        let evaluation = RuleEvaluation(
            mail: mail, destination: verdict.destination, kind: verdict.kind,
            isKnownSender: try mail.author.map { try store.isKnownContact($0.folded) } ?? false)
        for rule in rules {
            do {
                let answer = try evaluation.ask(rule, occasion: occasion)
                verdict.rules.append(answer)
                if answer.matched {
                    verdict.reply.rule = rule
                    return
                }
            } catch let error as RuleEvaluation.BrokenPattern {
                verdict.degrade("rule \(rule.name): \(error)")
                return
            }
        }
    }

    private func vetoes(
        _ mail: IncomingMail, correspondent: CorrespondentState?, verdict: Verdict
    ) throws -> [Reason] {
        let mailbox = verdict.destination.mailbox
        var knowledge = ResponderKnowledge()
        if let correspondent {
            knowledge.isOwnAddress = try isOwnAddress(correspondent.recipient)
            knowledge.isCapped =
                correspondent.muted != nil
                || correspondent.answersSoFar >= site.replies.limit.count
        }
        if let id = mail.message.messageID, SignedMessageID.looksLikeOurs(id) {
            knowledge.isOwnMessage = SignedMessageID.isOurs(
                id, mailboxes: try store.mailboxes(isArchived: nil).map(\.name),
                keys: try store.signingKeys())
        }
        var vetoes = Vetoes.of(
            mail.message, sender: mail.envelope.sender, kind: verdict.kind, mailbox: mailbox,
            spam: site.replies.spam, isForm: isForm(mail, mailbox: mailbox), knowledge: knowledge)
        if verdict.thread?.isVerified == false {
            vetoes.append(Reason(code: "unverified", source: "the sender is no participant"))
        }
        if authentication(mail) == .failed {
            vetoes.append(Reason(code: "unauthenticated", source: "RFC 8601"))
        }
        return vetoes
    }

    private func isOwnAddress(_ address: Address) throws -> Bool {
        let forms = AddressPattern.candidates(
            for: address, delimiter: site.recipientDelimiter
        ).filter { !$0.utf8.starts(with: "*".utf8) }
        return try forms.contains { try store.isOwnAddress($0) }
    }

    private func decideHolding(_ mail: IncomingMail, verdict: inout Verdict) throws {
        let mailbox = verdict.destination.mailbox
        let limit = site.replies.totalLimit
        if mailbox.isShadow {
            verdict.reply.will = false
            verdict.reply.why = "shadow: rule \(verdict.reply.rule?.name ?? "") would have answered"
        } else if try store.hasAnswered(
            mailboxID: mailbox.id, count: limit.count, since: mail.receivedAt - limit.within)
        {
            verdict.reply.heldBecause = "the mailbox's total-limit is reached"
        } else if site.replies.unauthenticated == .hold, authentication(mail) == .none {
            verdict.reply.heldBecause = "no trusted server vouches for the sender"
        }
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
        self.thread = ThreadAnswer(by: "message-id", thread: thread, isVerified: true)
        action = .init(
            kind: action.kind,
            will: thread.caseNumber != nil || thread.leadNumber != nil ? .append : .none, why: why)
        reply.why = why
    }

    /// Notes trouble: nothing is answered.
    mutating func degrade(_ why: String) {
        degraded.append(why)
        reply.will = false
        reply.why = "degraded: " + why
    }
}
