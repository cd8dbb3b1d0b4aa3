// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A reason not to reply automatically; the raw value is its code.
package enum Veto: String, Sendable, CaseIterable {
    case nullSender = "null-sender"
    case unknownSender = "unknown-sender"
    case unusableSender = "unusable-sender"
    case roleSender = "role-sender"
    case autoSubmitted = "auto-submitted"
    case mailingList = "mailing-list"
    case bulk
    case precedence
    case autoResponseSuppress = "auto-response-suppress"
    case autoresponderField = "autoresponder-field"
    case report
    case receipt
    case failedRecipients = "failed-recipients"
    case ownMailbox = "own-mailbox"
    case ownMessage = "own-message"
    case spam
    /// A trusted server reported results that do not authenticate the message. The setting
    /// `unauthenticated` is for the opposite case, in which no trusted server reported a result.
    case authenticationFailed = "unauthenticated"
    case unverified
    case senderLimit = "sender-limit"
    case dailyLimit = "daily-limit"
    case oncePer = "once-per"
    case stackedPrefixes = "stacked-prefixes"
    case automaticSubject = "automatic-subject"
    case malformed

    /// The code, such as `auto-submitted`.
    package var code: String { rawValue }

    /// The clause that the veto is based on, such as `RFC 3834 section 5`.
    package var source: String {
        switch self {
        case .nullSender, .unknownSender, .unusableSender: "RFC 3834 section 2"
        case .roleSender: "RFC 5230 section 4.6"
        case .autoSubmitted: "RFC 3834 section 5"
        case .mailingList: "RFC 5230 section 4.6, RFC 2369, RFC 2919"
        case .bulk: "RFC 8058"
        case .precedence: "RFC 3834 section 2"
        case .autoResponseSuppress: "MS-OXCMAIL 2.1.3.2.20"
        case .autoresponderField: "RFC 3834 section 2, older fields"
        case .report: "RFC 3464, RFC 8098"
        case .receipt: "RFC 8098 section 2.1, RFC 5546 section 3.2.3"
        case .failedRecipients: "RFC 3834 section 2, Exim's bounces"
        case .ownMailbox, .ownMessage, .stackedPrefixes: "RFC 3834 section 2, loops"
        case .spam: "the trusted filter named in [replies] spam"
        case .authenticationFailed: "RFC 8601"
        case .unverified: "the sender is not a participant"
        case .senderLimit: "[replies] limit"
        case .dailyLimit: "[replies] daily-limit"
        case .oncePer: "RFC 5230 section 4.2"
        case .automaticSubject: "subjects of automatic mail without other marks"
        case .malformed: "RFC 5322 section 3.6"
        }
    }
}
