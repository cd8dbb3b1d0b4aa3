// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

extension Decision {
    /// Whom an answer would go to and how that sender stands with the mailbox.
    struct CorrespondentState {
        let recipient: Address
        let key: String
        let muted: MutedCorrespondent?
        /// The answers that count against the limit.
        var answersSoFar: Int64

        /// The same sender, who got at least so many.
        func counting(_ answers: Int64) -> CorrespondentState {
            var state = self
            state.answersSoFar = max(answersSoFar, answers)
            return state
        }
    }

    /// How the sender stands with a mailbox; nil when there is nobody to answer.
    func correspondent(
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
        let limit = globalSettings.replies.limit
        return CorrespondentState(
            recipient: recipient, key: key, muted: isQuiet ? nil : muted,
            answersSoFar: try store.answers(
                mailboxID: mailbox.id, correspondent: key,
                since: mail.receivedAt - limit.within, limit: limit.count))
    }

    /// How many answers the sender got in this thread within the time for which it would be muted.
    ///
    /// Two programs may answer each other so slowly that the limit is never reached within its time;
    /// in one thread no person gets so many answers in a day.
    private func threadAnswers(
        _ correspondent: CorrespondentState, _ mail: IncomingMail, _ verdict: Verdict
    ) throws -> Int64 {
        guard let thread = verdict.thread?.thread else { return 0 }
        return try store.answers(
            mailboxID: verdict.destination.mailbox.id, correspondent: correspondent.key,
            threadID: thread.id, since: mail.receivedAt - Self.muteQuiet,
            limit: globalSettings.replies.limit.count)
    }

    /// Decides whether a rule answers, and what forbids it.
    func decideReply(
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
        verdict.reply.to = correspondent?.recipient
        let correspondent = try correspondent.map {
            try $0.counting(threadAnswers($0, mail, verdict))
        }
        try askRules(rules, mail: mail, verdict: &verdict)
        verdict.reply.vetoes = Vetoes.of(
            mail.message, sender: mail.envelope.sender, kind: verdict.kind,
            ownLists: mailbox.ownLists,
            knowledge: try knowledge(mail, correspondent: correspondent, verdict: verdict)
        )
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
        verdict.reply.will = true
        verdict.reply.why = "rule \(rule.name) answers"
        verdict.reply.mutesSender =
            correspondent.answersSoFar + 1 >= globalSettings.replies.limit.count
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

    private func knowledge(
        _ mail: IncomingMail, correspondent: CorrespondentState?, verdict: Verdict
    ) throws -> ReplyFacts {
        let mailbox = verdict.destination.mailbox
        var knowledge = ReplyFacts(recipient: correspondent?.recipient)
        knowledge.isForm = isForm(mail, mailbox: mailbox)
        // A form may well send in our own name; whom it names is who counts.
        var senders = [correspondent?.recipient].compactMap { $0 }
        if !knowledge.isForm, let author = mail.message.from.first,
            author.folded != senders.first?.folded
        {
            senders.append(author)
        }
        knowledge.isOwnAddress = try senders.contains { try isOwnAddress($0) }
        knowledge.isOwnMessage = try isOwnMessage(mail)
        if let correspondent {
            knowledge.isCapped =
                correspondent.muted != nil
                || correspondent.answersSoFar >= globalSettings.replies.limit.count
            if let rule = verdict.reply.rule, let once = rule.oncePer {
                let last = try store.lastAnswer(
                    mailboxID: mailbox.id, correspondent: correspondent.key, rule: rule.name)
                knowledge.wasAnsweredByRule = last.map { $0 > mail.receivedAt - once } ?? false
            }
        }
        knowledge.isUnverified = verdict.thread?.isVerified == false
        knowledge.isUnauthenticated = authentication(mail) == .failed
        return knowledge
    }

    /// Whether the message is one that we sent.
    func isOwnMessage(_ mail: IncomingMail) throws -> Bool {
        guard let id = mail.message.messageID, let token = SignedMessageID.token(in: id) else {
            return false
        }
        let keys = try store.signingKeys()
        return try store.mailboxes(isArchived: nil).contains {
            SignedToken(token, mailboxID: $0.id, keys: keys) != nil
        }
    }

    func isOwnAddress(_ address: Address) throws -> Bool {
        try store.isOwnAddress(address, delimiter: globalSettings.recipientDelimiter)
    }

    private func decideHolding(_ mail: IncomingMail, verdict: inout Verdict) throws {
        let mailbox = verdict.destination.mailbox
        let limit = globalSettings.replies.totalLimit
        if mailbox.isShadow {
            verdict.reply.will = false
            verdict.reply.why = "shadow: rule \(verdict.reply.rule?.name ?? "") would have answered"
        } else if try store.hasAnswered(
            mailboxID: mailbox.id, count: limit.count, since: mail.receivedAt - limit.within)
        {
            verdict.reply.heldBecause = "the mailbox's total-limit is reached"
            verdict.reply.isOverTotalLimit = true
        } else if globalSettings.replies.unauthenticated == .hold, authentication(mail) == .none {
            verdict.reply.heldBecause = "no trusted server vouches for the sender"
        }
    }
}
