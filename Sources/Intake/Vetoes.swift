// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What the store knows that an answer depends on.
struct ResponderKnowledge: Equatable {
    /// The sender's address is one of our own mailboxes'.
    var isOwnAddress = false
    /// The message's own Message-ID is one that we signed.
    var isOwnMessage = false
    /// The sender got as many answers as are allowed, or is muted since it did.
    var isCapped = false
}

/// The rules by which an automatic answer is not given.
///
/// One pure function: every veto that holds is returned, each with the clause it comes from.
enum Vetoes {
    /// The vetoes that hold for a message; empty when it may be answered.
    static func of(
        _ message: Message, sender: EnvelopeSender, kind: EmailKind, mailbox: Mailbox,
        spam: [String],
        isForm: Bool, knowledge: ResponderKnowledge
    ) -> [Reason] {
        let marks = AutomaticMarks(message.header, ownLists: mailbox.ownLists)
        var vetoes = ofSender(sender)
        func veto(_ holds: Bool, _ code: String, _ source: String) {
            if holds { vetoes.append(Reason(code: code, source: source)) }
        }
        veto(marks.autoSubmitted != nil && !isForm, "auto-submitted", "RFC 3834 section 5")
        veto(marks.list != nil, "mailing-list", "RFC 5230 section 4.6, RFC 2369, RFC 2919")
        veto(message.header.first("List-Unsubscribe-Post") != nil, "bulk", "RFC 8058")
        veto(marks.precedence != nil, "precedence", "RFC 3834 section 2")
        veto(marks.suppressesResponses, "auto-response-suppress", "MS-OXCMAIL 2.1.3.2.20")
        veto(
            marks.first(of: AutomaticMarks.answererFields) != nil, "autoresponder-field",
            "RFC 3834 section 2, fields from before it")
        let type = marks.declaredType
        veto(type == "multipart/report", "report", "RFC 3464, RFC 8098")
        veto(type == "message/disposition-notification", "receipt", "RFC 8098 section 2.1")
        veto(
            message.header.first("X-Failed-Recipients") != nil, "failed-recipients",
            "RFC 3834 section 2, Exim's bounces")
        veto(knowledge.isOwnAddress, "own-mailbox", "RFC 3834 section 2, loops")
        veto(knowledge.isOwnMessage, "own-message", "RFC 3834 section 2, loops")
        veto(kind == .spam, "spam", "the trusted filter named in [replies] spam")
        veto(knowledge.isCapped, "sender-limit", "[replies] limit")
        let subject = message.boundedSubject
        veto(
            AutomaticSubject.isStacked(subject), "stacked-prefixes", "RFC 3834 section 2, loops")
        veto(
            kind == .autoReply && AutomaticSubject.prefix(of: subject) != nil,
            "automatic-subject", "subjects of programs that mark nothing else")
        veto(
            message.header.fields.isEmpty, "malformed", "no header field (RFC 5322 section 3.6)")
        return vetoes
    }

    private static func ofSender(_ sender: EnvelopeSender) -> [Reason] {
        switch sender {
        case .null: [Reason(code: "null-sender", source: "RFC 3834 section 2")]
        case .unknown: [Reason(code: "unknown-sender", source: "RFC 3834 section 2")]
        case .unusable: [Reason(code: "unusable-sender", source: "RFC 3834 section 2")]
        case .address(let address) where isRole(address.localPart.lowercased()):
            [Reason(code: "role-sender", source: "RFC 5230 section 4.6")]
        case .address: []
        }
    }

    /// Local parts behind which a program sits.
    private static func isRole(_ localPart: String) -> Bool {
        let names = [
            "mailer-daemon", "listserv", "majordomo", "postmaster", "noreply", "no-reply",
            "donotreply", "do-not-reply", "no_reply", "do_not_reply",
        ]
        let bytes = localPart.utf8
        return names.contains(localPart) || bytes.starts(with: "owner-".utf8)
            || bytes.starts(with: "bounce".utf8) || localPart.hasSuffix("-request")
            || localPart.hasSuffix("-owner") || bytes.starts(with: "noreply".utf8)
            || bytes.starts(with: "no-reply".utf8)
    }
}
