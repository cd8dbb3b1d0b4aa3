// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Finds the vetoes against an automatic reply.
///
/// A pure function: it returns every veto that holds. The cases in
/// `Tests/IntakeTests/Fixtures/responder` test it.
enum Vetoes {
    /// Returns the vetoes that hold for a message of a kind; empty if it may be replied to.
    ///
    /// If a spam filter wrapped the message into a report, the marks of the original also hold.
    static func of(
        _ message: Message, sender: EnvelopeSender, kind: EmailKind, ownLists: [String],
        facts: ReplyFacts
    ) -> [Veto] {
        let found = holding(message, sender: sender, kind: kind, ownLists: ownLists, facts: facts)
        guard let original = message.spamReportOriginal else { return found }
        var originalFacts = ReplyFacts(recipient: facts.recipient)
        originalFacts.isForm = facts.isForm
        var originalSender = sender
        switch original.returnPath {
        case .null: originalSender = .null
        case .address(let address): originalFacts.recipient = address
        case nil: break
        }
        let more = holding(
            original, sender: originalSender, kind: kind, ownLists: ownLists, facts: originalFacts)
        return Veto.allCases.filter { found.contains($0) || more.contains($0) }
    }

    private static func holding(
        _ message: Message, sender: EnvelopeSender, kind: EmailKind, ownLists: [String],
        facts: ReplyFacts
    ) -> [Veto] {
        let marks = AutomaticMarks(message.header, ownLists: ownLists)
        let subject = message.boundedSubject
        return Veto.allCases.filter { veto in
            switch veto {
            case .nullSender: sender == .null
            case .unknownSender: sender == .unknown
            case .unusableSender: if case .unusable = sender { true } else { false }
            case .roleSender: facts.recipient.map(RoleAddress.isRole) ?? false
            case .autoSubmitted: marks.autoSubmitted != nil && !facts.isForm
            case .mailingList: (facts.isForm ? marks.listOfForm : marks.list) != nil
            case .bulk: marks.hasOneClickUnsubscribe && !facts.isForm
            case .precedence: marks.precedence != nil && !facts.isForm
            case .autoResponseSuppress: marks.suppressesResponses && !facts.isForm
            case .autoresponderField: marks.responderField != nil
            case .report:
                marks.declaredType == "multipart/report"
                    || kind == .bounce && message.header.first("X-Failed-Recipients") == nil
            case .receipt:
                marks.declaredType == "message/disposition-notification"
                    || kind == .receipt && marks.declaredType != "multipart/report"
            case .failedRecipients: marks.first(of: ["X-Failed-Recipients"]) != nil
            case .ownMailbox: facts.isOwnAddress
            case .ownMessage: facts.isOwnMessage
            case .spam: kind == .spam
            case .authenticationFailed: facts.hasFailedAuthentication
            case .unverified: facts.isUnverified
            case .senderLimit: facts.isCapped
            case .dailyLimit: facts.isCappedForDay
            case .oncePer: facts.wasRepliedToByRule
            case .stackedPrefixes: AutomaticSubject.isStacked(subject)
            case .automaticSubject: AutomaticSubject.isSuspicious(subject)
            case .malformed: isMalformed(message)
            }
        }
    }

    /// Returns whether the header has too few fields to show what was sent, or was not read
    /// completely, so that a mark may be missing.
    private static func isMalformed(_ message: Message) -> Bool {
        let usual = ["From", "Date", "Subject", "To", "Message-ID"]
        return !usual.contains { message.header.first($0) != nil }
            || message.header.all("From").count > 1
            || message.defects.contains { $0.kind == .tooManyFields || $0.kind == .headerTooLong }
    }
}
