// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A delivery status notification (RFC 3464), which reports the result of a delivery.
///
/// Two older formats are also supported: Exim's X-Failed-Recipients field and the text of qmail.
/// Anybody can forge such a report: it proves nothing about its sender.
public struct DeliveryStatus: Sendable {
    /// The formats of reports.
    public enum Form: Sendable, Hashable {
        /// A message/delivery-status (RFC 3464) or message/global-delivery-status (RFC 6533) part.
        case standard
        /// A text with Exim's header field X-Failed-Recipients.
        case exim
        /// A text in the qmail-send bounce message format.
        case qmail
    }

    /// The format of this report.
    public let form: Form
    /// The reporting server (section 2.2.2), such as type `dns` with its name.
    public let reportingMTA: ReportValue?
    /// The server that sent the message to the reporting server (section 2.2.4).
    public let receivedFromMTA: ReportValue?
    /// The sender's ENVID (section 2.2.1); nil if absent.
    public let originalEnvelopeID: String?
    /// The arrival time of the message at the reporting server, in seconds since 1970 (section
    /// 2.2.5).
    public let arrivalDate: Int64?
    /// The results for the recipients, in the order of the report.
    public let recipients: [Recipient]
    /// The Message-ID of the original message that a field names, without angle brackets; nil if
    /// there is none.
    ///
    /// Gmail writes X-Original-Message-ID.
    let namedMessageID: String?
    /// The header of the original message; nil if it was not returned.
    ///
    /// The header is read from a message/rfc822 part with the complete message, a
    /// text/rfc822-headers part (RFC 6522 section 4), or the copy below a plain-text report.
    public let originalHeader: Header?

    /// The Message-ID of the original message, without angle brackets.
    public var originalMessageID: String? {
        originalHeader?.first("Message-ID")?.messageIDs().first ?? namedMessageID
    }

    /// Whether delivery to any recipient has failed permanently.
    ///
    /// A recipient without an action that the standard defines has failed if its status is
    /// permanent.
    public var hasFailure: Bool {
        recipients.contains { recipient in
            switch recipient.action {
            case .failed: true
            case .delayed, .delivered, .relayed, .expanded: false
            case nil, .other: recipient.status?.class == 5
            }
        }
    }

    /// Whether the report tells the result for any recipient.
    package var hasResult: Bool { recipients.contains { $0.action != nil || $0.status != nil } }
}

extension DeliveryStatus {
    /// The result for one recipient (RFC 3464 section 2.3).
    public struct Recipient: Sendable {
        /// The recipient as the sender wrote it (section 2.3.1); nil if missing.
        public let originalRecipient: ReportValue?
        /// The recipient as last known to the reporting server (section 2.3.2).
        public let finalRecipient: ReportValue?
        /// The result (section 2.3.3); nil if missing.
        public let action: Action?
        /// The status code (section 2.3.4); nil if missing or invalid.
        public let status: EnhancedStatus?
        /// The server that reported the status (section 2.3.5).
        public let remoteMTA: ReportValue?
        /// The response of that server (section 2.3.6), such as type `smtp` with `550 5.1.1 No such
        /// user`.
        public let diagnostic: ReportValue?
        /// The time of the last delivery attempt, in seconds since 1970 (section 2.3.7).
        public let lastAttempt: Int64?
        /// The end of further attempts, in seconds since 1970 (section 2.3.9).
        public let willRetryUntil: Int64?

        /// The original address, which the sender knows, else the final one.
        public var address: Address? { originalRecipient?.address ?? finalRecipient?.address }

        init(_ fields: [ReportFields.Field]) {
            originalRecipient = fields.typed("original-recipient")
            finalRecipient = fields.typed("final-recipient")
            action = fields.token("action").map(Action.init)
            diagnostic = fields.typed("diagnostic-code")
            status = fields.token("status").flatMap { EnhancedStatus($0) }
            remoteMTA = fields.typed("remote-mta")
            lastAttempt = fields.date("last-attempt-date")
            willRetryUntil = fields.date("will-retry-until")
        }

        /// Creates a recipient whose delivery failed, from a plain-text report.
        init(failed address: String, diagnostic: String?, status: EnhancedStatus?) {
            originalRecipient = nil
            finalRecipient = ReportValue(type: "rfc822", value: address)
            action = .failed
            self.status = status
            remoteMTA = nil
            self.diagnostic = diagnostic.map { ReportValue(type: "", value: $0) }
            lastAttempt = nil
            willRetryUntil = nil
        }

        /// Whether a group of fields is about a recipient.
        static func isRecipient(_ fields: [ReportFields.Field]) -> Bool {
            fields.contains {
                $0.name == "final-recipient" || $0.name == "action"
                    || $0.name == "original-recipient"
            }
        }
    }

    /// The result of a delivery to one recipient (RFC 3464 section 2.3.3).
    public enum Action: Sendable, Hashable {
        /// The message could not be delivered and will not be tried again.
        case failed
        /// The server is still trying to deliver the message.
        case delayed
        /// The message was delivered.
        case delivered
        /// The message was passed to a server that does not support reports.
        case relayed
        /// The message was forwarded to several addresses.
        case expanded
        /// A result that the standard does not define, in lower case.
        case other(String)

        init(_ token: String) {
            switch token {
            case "failed", "failure": self = .failed
            case "delayed": self = .delayed
            case "delivered": self = .delivered
            case "relayed": self = .relayed
            case "expanded": self = .expanded
            default: self = .other(token)
            }
        }
    }
}
