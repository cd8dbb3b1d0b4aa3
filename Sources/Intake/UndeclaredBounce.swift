// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Recognises bounces that neither multipart/report nor X-Failed-Recipients declares.
enum UndeclaredBounce {
    /// A mail server that is the author of a message.
    private enum Server {
        /// `MAILER-DAEMON`, which is never a person.
        case daemon
        /// `postmaster`, which may also be a person.
        case postmaster
    }

    /// Returns what shows that a mail server returns a message or reports on one; nil if nothing
    /// does.
    ///
    /// OpenSMTPD writes a delivery status in multipart/mixed, Haraka returns the message there, and
    /// qmail, dma and old servers return it in plain text. Only a message that mailclerk sent is
    /// evidence there, by the form of its Message-ID; what is changed because of a report depends
    /// on the store (see ``Threading``).
    static func evidence(
        in message: Message, sender: EnvelopeSender, marks: AutomaticMarks
    ) -> String? {
        let server = server(message)
        if server == .daemon {
            return sender == .null
                ? "the null sender and a mail server as author" : "a mail server as author"
        }
        if sender == .null, server != nil { return "the null sender and a mail server as author" }
        guard sender == .null || server != nil || marks.autoSubmitted != nil else { return nil }
        if message.hasDeliveryStatusPart { return "a delivery status (RFC 3464)" }
        guard sender == .null || hasSubjectOfBounce(message), marks.responderField == nil,
            AutomaticSubject.evidence(in: message.boundedSubject) == nil
        else { return nil }
        if message.returnedMessageIDs.contains(where: isOwn) {
            return "a message of the mailbox that is returned"
        }
        // An automatic reply may quote a header, also one that has no mark.
        if marks.autoSubmitted != "auto-replied", hasSubjectOfBounce(message),
            message.messageIDsInText(isKnown: isOwn).contains(where: isOwn)
        {
            return "the Message-ID of a message of the mailbox"
        }
        return nil
    }

    /// Returns whether a Message-ID has the form of those that mailclerk generates.
    static func isOwn(_ messageID: String) -> Bool { SignedMessageID.token(in: messageID) != nil }

    private static func server(_ message: Message) -> Server? {
        guard let field = message.header.first("From") else { return nil }
        // Addresses are parsed only if the field has one of the names.
        let value = field.rawValue
        guard contains(value, "mailer-daemon") || contains(value, "postmaster") else { return nil }
        for address in message.from {
            switch address.localPart.lowercased() {
            case "mailer-daemon": return .daemon
            case "postmaster": return .postmaster
            // dma writes `MAILER-DAEMON <>`.
            case "" where address.displayName?.lowercased() == "mailer-daemon": return .daemon
            default: break
            }
        }
        let bare = field.unstructured().lowercased().filter { !" <>".contains($0) }
        return bare == "mailer-daemon" ? .daemon : nil
    }

    /// Beginnings of the subjects of bounces, in lower case.
    private static let subjects = [
        "undeliver", "delivery status", "delivery failure", "delivery failed",
        "delivery has failed",
        "failure notice", "returned mail", "mail delivery", "mail could not", "mail system error",
        "message could not be delivered", "message undeliver", "non delivery", "non-delivery",
        "failed mail", "warning: could not send", "delayed", "warning: message",
    ]

    private static func hasSubjectOfBounce(_ message: Message) -> Bool {
        let subject = message.boundedSubject.lowercased()
        return subjects.contains { subject.utf8.starts(with: $0.utf8) }
    }

    /// Returns whether bytes contain a word of lower-case ASCII letters, ignoring case.
    private static func contains(_ bytes: [UInt8], _ word: StaticString) -> Bool {
        let word = Array(word.description.utf8)
        guard let first = word.first, bytes.count >= word.count else { return false }
        return (0...(bytes.count - word.count)).contains { start in
            bytes[start] | 0x20 == first
                && zip(bytes[start...], word).allSatisfy { $0 | 0x20 == $1 | 0x20 }
        }
    }
}
