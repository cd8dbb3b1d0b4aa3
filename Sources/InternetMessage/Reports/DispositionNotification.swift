// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A disposition notification, which reports how the recipient handled a message (RFC 8098).
public struct DispositionNotification: Sendable {
    /// The mail program of the recipient (section 3.2.1); nil if missing.
    public let reportingUA: String?
    /// The recipient as the sender wrote it (section 3.2.3).
    public let originalRecipient: ReportValue?
    /// The recipient that the notification is about (section 3.2.4).
    public let finalRecipient: ReportValue?
    /// The Message-ID of the original message, without angle brackets (section 3.2.5).
    ///
    /// If the field is missing, the value is taken from the returned header, if any.
    public let originalMessageID: String?
    /// The disposition in lower case: `displayed`, `deleted`, `dispatched`, `processed` (section
    /// 3.2.6.2); empty if missing.
    public let disposition: String
    /// `manual-action` or `automatic-action`: whether a person caused it (section 3.2.6.1).
    public let actionMode: String?
    /// `mdn-sent-manually` or `mdn-sent-automatically` (section 3.2.6.1).
    public let sendingMode: String?
    /// The modifiers after the disposition, in lower case, such as `error` (section 3.2.6.3).
    public let modifiers: [String]
    /// The texts of Failure, Error and Warning fields (section 3.2.7).
    public let errors: [String]
    /// The header of the original message; nil if it was not returned.
    public let originalHeader: Header?

    init(_ part: Part, original: Header?, limits: Limits) {
        let fields = ReportFields(part.decodedBody(), limits: limits).groups.joined()
        let all = Array(fields)
        reportingUA = all.text("reporting-ua")
        originalRecipient = all.typed("original-recipient")
        finalRecipient = all.typed("final-recipient")
        let named = all.bytes("original-message-id")
            .flatMap { MessageIdentifiers.list($0, limit: 1).first }
        originalMessageID = named ?? original?.first("Message-ID")?.messageIDs().first
        errors = all.filter { ["failure", "error", "warning"].contains($0.name) }
            .map { ReportValue.text($0.value) }
        originalHeader = original
        let mode = Self.read(all.bytes("disposition") ?? [], limit: limits.parameterCount)
        actionMode = mode.action
        sendingMode = mode.sending
        disposition = mode.type
        modifiers = mode.modifiers
    }

    //     disposition-field = "Disposition:" action-mode "/" sending-mode ";"
    //                         disposition-type [ "/" modifier *( "," modifier ) ]
    private static func read(
        _ bytes: [UInt8], limit: Int
    ) -> (action: String?, sending: String?, type: String, modifiers: [String]) {
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        func token() -> String? {
            scanner.skipCommentsAndBlanks()
            let range = scanner.takeToken()
            scanner.skipCommentsAndBlanks()
            return range.isEmpty ? nil : bytes.span.lowercased(range)
        }
        let first = token()
        let sending = scanner.take(ASCII.slash) ? token() : nil
        // Without modes there is only the type.
        let hasModes = scanner.take(ASCII.semicolon)
        let type = hasModes ? token() : first
        var modifiers: [String] = []
        if scanner.take(ASCII.slash) {
            repeat {
                if let modifier = token() { modifiers.append(modifier) }
            } while scanner.take(ASCII.comma) && modifiers.count < limit
        }
        return (hasModes ? first : nil, sending, type ?? "", modifiers)
    }
}
