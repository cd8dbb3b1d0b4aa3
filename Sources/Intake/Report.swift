// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What a bounce or receipt says about the message that it reports on.
///
/// Anybody can forge a report. It changes something only if the message that it names is one that
/// mailclerk sent, which the store knows.
struct Report {
    private let message: Message
    private let kind: EmailKind

    /// Reads a message of the kind bounce or receipt; returns nil for other kinds.
    init?(_ message: Message, kind: EmailKind) {
        guard kind == .bounce || kind == .receipt else { return nil }
        self.message = message.spamReportOriginal ?? message
        self.kind = kind
    }

    /// At most 8 identifiers are returned, because each costs two queries.
    private static let mostIdentifiers = 8

    /// The Message-IDs that the report names in its parts and texts, the most certain first.
    var identifiers: [String] {
        var found = [
            message.deliveryStatus?.originalMessageID,
            message.dispositionNotification?.originalMessageID,
        ].compactMap { $0 }
        found += message.returnedMessageIDs
        if kind == .bounce {
            found += message.messageIDsInText(isKnown: UndeclaredBounce.isOwn)
        }
        return Self.bounded(found)
    }

    /// The Message-IDs in In-Reply-To and References, the nearest first.
    ///
    /// Exchange names the message there and does not always return it.
    var references: [String] {
        Self.bounded(message.inReplyTo + message.references.reversed())
    }

    private static func bounded(_ identifiers: [String]) -> [String] {
        var seen: Set<String> = []
        return Array(identifiers.filter { seen.insert($0).inserted }.prefix(mostIdentifiers))
    }

    /// Whether the message did not arrive: the delivery to a recipient failed, or the recipient's
    /// server rejected the message.
    ///
    /// This is false if the message is delayed, was delivered, relayed or expanded (RFC 3464
    /// section 2.3.3), or was read.
    var saysNotDelivered: Bool {
        guard kind == .bounce else { return isRejection }
        if let status = message.deliveryStatus, status.hasResult { return status.hasFailure }
        return !isTextOfDelayOrSuccess
    }

    /// Whether the message was rejected by a Sieve script (RFC 5429 section 2.1.2).
    ///
    /// A receipt for a message that was deleted unread also says `deleted`, but not `rejected`.
    private var isRejection: Bool {
        guard message.dispositionNotification?.disposition == "deleted" else { return false }
        return message.header.all("Auto-Submitted").contains { field in
            let value = field.unstructured().lowercased()
            return field.firstToken() == "auto-replied" && CaseFolding.contains(value, "reject")
        }
    }

    /// Beginnings of subjects of reports without a status that report no failure, in lower case.
    private static let subjects = [
        "delayed", "delivery delayed", "delivery delay", "mail delivery delayed", "warning:",
        "delivery status notification (delay", "delivery status notification (success",
        "delivery notification: delivery has been delayed", "successful mail delivery",
    ]

    /// Words of reports without a status that report no failure, in lower case.
    private static let phrases = [
        "warning message only", "this is a warning only", "do not need to resend",
        "don't need to resend", "not yet been delivered", "still being retried",
        "has been delayed", "delivery is delayed", "will be retried", "will keep trying",
        "will continue to be", "delivery attempts will continue", "no action is required",
        "was successfully", "has been successfully", "were successfully",
    ]

    private var isTextOfDelayOrSuccess: Bool {
        let subject = message.boundedSubject.lowercased()
        if Self.subjects.contains(where: { subject.utf8.starts(with: $0.utf8) }) { return true }
        // The report breaks its lines anywhere.
        let words = message.wordsOfReport.split { $0.isWhitespace }.joined(separator: " ")
        return Self.phrases.contains { CaseFolding.contains(words, $0) }
    }
}
