// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SQL
import Store
import SystemMailbox

extension Decision {
    /// The recipient of a possible reply, with the limits that the sender has reached.
    private struct CorrespondentState {
        let recipient: Address
        let key: String
        let limits: SenderLimits
    }

    /// Returns the state of the sender for a mailbox, or nil if there is no address to reply to.
    private func correspondent(
        _ mail: IncomingMail, mailbox: Mailbox, _ thread: Verdict.ThreadMatch?
    ) throws -> CorrespondentState? {
        guard case .address(var recipient) = mail.envelope.sender else { return nil }
        if let named = mail.authorship.formSender { recipient = named }
        let key = Correspondent.key(recipient, of: mailbox)
        var limits = SenderLimits(
            globalSettings.replies, threadID: thread?.thread.id, now: mail.receivedAt)
        try store.forEachAnswer(
            mailboxID: mailbox.id, correspondent: key, since: limits.since
        ) { at, threadID in limits.add(at: at, threadID: threadID) }
        return CorrespondentState(recipient: recipient, key: key, limits: limits)
    }

    /// Decides whether a rule replies, and which vetoes prevent it.
    func decideReply(
        _ mail: IncomingMail, _ basis: Verdict.Basis, thread: Verdict.ThreadMatch?
    ) throws -> Verdict.ReplyPart {
        guard mail.effects.replies else {
            return .init(why: "the message is stored without a reply")
        }
        let rules: [AutoResponseRule]
        do {
            rules = try store.rules(of: basis.mailbox.id)
        } catch let error as StoreError {
            return .init(error: "\(error)")
        }
        guard !rules.isEmpty else { return .init(why: "the mailbox has no rule") }
        let correspondent = try correspondent(mail, mailbox: basis.mailbox, thread)
        let evaluated = try evaluate(
            rules, mail, basis, occasion: thread == nil ? .new : .followUp)
        let vetoes = Vetoes.of(
            mail.message, sender: mail.envelope.sender, kind: basis.kind,
            ownLists: basis.mailbox.ownLists,
            facts: try replyFacts(
                mail, basis, thread, correspondent, rule: evaluated.matching))
        func part(
            _ will: Bool, _ hold: Verdict.ReplyChoice.Hold? = nil, why: String
        ) -> Verdict.ReplyPart {
            Verdict.ReplyPart(
                rules: evaluated.results,
                reply: Verdict.ReplyChoice(
                    will: will, to: correspondent?.recipient, rule: evaluated.matching,
                    vetoes: vetoes, hold: hold, why: why),
                degraded: evaluated.error.map { [$0] } ?? [])
        }
        if let error = evaluated.error {
            return part(false, why: Verdict.ReplyPart.words(error))
        }
        guard let rule = evaluated.matching else { return part(false, why: "no rule matched") }
        guard vetoes.isEmpty else {
            return part(
                false, why: "vetoed: " + vetoes.map(\.code).joined(separator: ", "))
        }
        guard !basis.mailbox.isShadow else {
            return part(false, why: "shadow: rule \(rule.name) would have replied")
        }
        return part(true, try hold(mail, basis), why: "rule \(rule.name) replies")
    }

    /// The results of evaluating the rules of a mailbox.
    private struct EvaluatedRules {
        /// The results in order, up to the rule that matched.
        var results: [Verdict.RuleResult] = []
        /// The rule that matched; nil if none did.
        var matching: AutoResponseRule?
        /// Why a rule could not be evaluated; nil if all could.
        var error: String?
    }

    private func evaluate(
        _ rules: [AutoResponseRule], _ mail: IncomingMail, _ basis: Verdict.Basis,
        occasion: AutoResponseRule.Occasion
    ) throws -> EvaluatedRules {
        let evaluation = RuleEvaluation(
            mail: mail, destination: basis.destination, kind: basis.kind,
            isKnownSender: try mail.author.map { try store.isKnownContact($0.folded) } ?? false)
        var evaluated = EvaluatedRules()
        for rule in rules {
            do {
                let result = try evaluation.evaluate(rule, occasion: occasion)
                evaluated.results.append(result)
                if result.matched {
                    evaluated.matching = rule
                    break
                }
            } catch let error as RuleEvaluation.BrokenPattern {
                evaluated.error = "rule \(rule.name): \(error)"
                break
            }
        }
        return evaluated
    }

    private func replyFacts(
        _ mail: IncomingMail, _ basis: Verdict.Basis, _ thread: Verdict.ThreadMatch?,
        _ correspondent: CorrespondentState?, rule: AutoResponseRule?
    ) throws -> ReplyFacts {
        var facts = ReplyFacts(recipient: correspondent?.recipient)
        facts.isForm = mail.authorship.isForm
        facts.isOwnAddress = try mayBeOwn(mail, recipient: correspondent?.recipient)
            .contains { try ownAddresses.isMailbox($0) }
        facts.isOwnMessage = try ownAddresses.isOwnMessage(mail.message)
        if let correspondent {
            facts.isCapped = correspondent.limits.hasReachedLimit
            facts.isCappedForDay = correspondent.limits.hasReachedDailyLimit
            if let rule, let once = rule.oncePer {
                let last = try store.lastAnswer(
                    mailboxID: basis.mailbox.id, correspondent: correspondent.key, rule: rule.name)
                facts.wasRepliedToByRule = last.map { $0 > mail.receivedAt - once } ?? false
            }
        }
        facts.isUnverified = thread?.isVerified == false
        facts.hasFailedAuthentication = mail.authorship.authentication == .failed
        return facts
    }

    /// Returns the addresses that may belong to a mailbox and then forbid a reply, each once: those
    /// of the recipient and of the author.
    ///
    /// A form, or a list that rewrites From, may send with an address of the mailbox as its author.
    /// Then From is not among them.
    private func mayBeOwn(_ mail: IncomingMail, recipient: Address?) -> [Address] {
        var candidates = [recipient, recipient?.beforeRewriting]
        if !mail.authorship.isForm {
            candidates.append(mail.author)
            if !mail.authorship.isRewritten { candidates.append(mail.message.from.first) }
        }
        var addresses: [Address] = []
        // In most mail all are spelled alike, so that nothing is folded.
        for case .some(let address) in candidates
        where !addresses.contains(where: {
            $0.localPart == address.localPart && $0.domain == address.domain
                || $0.folded == address.folded
        }) {
            addresses.append(address)
        }
        return addresses
    }

    /// Returns why a reply is held for the store owner to release, or nil if it is sent.
    private func hold(
        _ mail: IncomingMail, _ basis: Verdict.Basis
    ) throws -> Verdict.ReplyChoice.Hold? {
        let limit = globalSettings.replies.totalLimit
        if try store.hasAnswered(
            mailboxID: basis.mailbox.id, count: limit.count, since: mail.receivedAt - limit.within)
        {
            return .totalLimit
        }
        let holds = globalSettings.replies.unauthenticated == .hold
        return holds && mail.authorship.authentication == .none ? .noAuthenticationResult : nil
    }
}
