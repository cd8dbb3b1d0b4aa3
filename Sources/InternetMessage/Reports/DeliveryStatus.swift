// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A report on what became of a message: a delivery status notification (RFC 3464).
///
/// Also read are two forms from before it: Exim's X-Failed-Recipients field, and the text of qmail.
/// Anybody can write such a report: it proves nothing about who sent it.
public struct DeliveryStatus: Sendable {
    /// In which form the report came.
    public enum Form: Sendable, Hashable {
        /// A part message/delivery-status (RFC 3464), or message/global-delivery-status (RFC 6533).
        case standard
        /// A text with Exim's header field X-Failed-Recipients.
        case exim
        /// A text in the qmail-send bounce message format.
        case qmail
    }

    /// In which form the report came.
    public let form: Form
    /// The server that reports (section 2.2.2), such as type `dns` with its name.
    public let reportingMTA: ReportValue?
    /// The server from which the message came to the one that reports (section 2.2.4).
    public let receivedFromMTA: ReportValue?
    /// The ENVID that the sender gave (section 2.2.1); nil when absent.
    public let originalEnvelopeID: String?
    /// When the message came to the reporting server, in seconds since 1970 (section 2.2.5).
    public let arrivalDate: Int64?
    /// What is said of each recipient, in the order of the report.
    public let recipients: [Recipient]
    /// The header of the message that the report is about; nil when it is not given back.
    ///
    /// It comes from a message/rfc822 part with the whole message, a text/rfc822-headers part
    /// (RFC 6522 section 4), or the copy below a report in plain text.
    public let originalHeader: Header?

    /// The Message-ID of the message that the report is about, without angle brackets.
    public var originalMessageID: String? {
        originalHeader?.first("Message-ID")?.messageIDs().first
    }

    /// Whether the report says of any recipient that the message failed for good.
    public var hasFailure: Bool { recipients.contains { $0.action == .failed } }
}

extension DeliveryStatus {
    /// What is said of one recipient (RFC 3464 section 2.3).
    public struct Recipient: Sendable {
        /// The recipient as the sender wrote it (section 2.3.1); nil when not told.
        public let originalRecipient: ReportValue?
        /// The recipient as the reporting server had it at last (section 2.3.2).
        public let finalRecipient: ReportValue?
        /// What became of the message (section 2.3.3); nil when not told.
        public let action: Action?
        /// The status code (section 2.3.4); nil when there is none that can be read.
        public let status: EnhancedStatus?
        /// The server that refused (section 2.3.5).
        public let remoteMTA: ReportValue?
        /// What it said (section 2.3.6), such as type `smtp` with `550 5.1.1 No such user`.
        public let diagnostic: ReportValue?
        /// When delivery was last tried, in seconds since 1970 (section 2.3.7).
        public let lastAttempt: Int64?
        /// Until when a delayed message will be tried, in seconds since 1970 (section 2.3.9).
        public let willRetryUntil: Int64?

        /// The recipient's address: the original one, which the sender knows, or else the final one.
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

        /// A recipient whose delivery failed, as told in plain text.
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

        /// Whether the group of fields is about a recipient at all.
        static func isRecipient(_ fields: [ReportFields.Field]) -> Bool {
            fields.contains {
                $0.name == "final-recipient" || $0.name == "action"
                    || $0.name == "original-recipient"
            }
        }
    }

    /// What became of a message for one recipient (RFC 3464 section 2.3.3).
    public enum Action: Sendable, Hashable {
        /// It could not be delivered and will not be tried again.
        case failed
        /// It is still being tried.
        case delayed
        /// It was delivered.
        case delivered
        /// It was handed to a server that can't report.
        case relayed
        /// It went on to several addresses.
        case expanded
        /// Something that the standard doesn't know, in lower case.
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
