// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// The delivery status that the message reports; nil if it is not such a report.
    ///
    /// The report is searched in delivery-status parts outside embedded messages, then in the texts
    /// of Exim and qmail; see `DeliveryStatus`.
    public var deliveryStatus: DeliveryStatus? {
        let types = ["message/delivery-status", "message/global-delivery-status"]
        guard let found = report(ofTypes: types) else {
            return DeliveryStatus(exim: self) ?? DeliveryStatus(qmail: self)
        }
        return DeliveryStatus(
            found.parts, original: found.original, limits: storage.limits)
    }

    /// The disposition notification in the message; nil if there is none.
    public var dispositionNotification: DispositionNotification? {
        let types = [
            "message/disposition-notification", "message/global-disposition-notification",
        ]
        guard let found = report(ofTypes: types), let part = found.parts.first else { return nil }
        return DispositionNotification(
            part, original: found.original, limits: storage.limits)
    }

    /// Returns the parts of these types and the original header after them (RFC 6522 section 3);
    /// nil if there is no such part.
    private func report(ofTypes types: [String]) -> (parts: [Part], original: Header?)? {
        var reports: [Part] = []
        var original: Header?
        forEachPart { part in
            let type = part.contentType.name
            if types.contains(type), reports.count < FixedLimits.reportPartCount {
                reports.append(part)
            }
            guard !reports.isEmpty else { return true }
            switch type {
            case "message/rfc822", "message/global":
                original = part.children.first?.header
            case "text/rfc822-headers", "message/global-headers":
                original = Message(part.decodedBody(), limits: storage.limits).header
            default: break
            }
            return original == nil
        }
        return reports.isEmpty ? nil : (reports, original)
    }
}

extension DeliveryStatus {
    init(_ parts: [Part], original: Header?, limits: Limits) {
        let groups = parts.flatMap { ReportFields($0.decodedBody(), limits: limits).groups }
        // Some servers omit the empty line between these fields and the first recipient.
        let message = groups.first { $0.bytes("reporting-mta") != nil } ?? groups.first ?? []
        form = .standard
        reportingMTA = message.typed("reporting-mta")
        receivedFromMTA = message.typed("received-from-mta")
        originalEnvelopeID = message.text("original-envelope-id")
        arrivalDate = message.date("arrival-date")
        recipients = groups.filter(Recipient.isRecipient).prefix(limits.addressCount)
            .map { Recipient($0) }
        let named =
            message.bytes("original-message-id") ?? message.bytes("x-original-message-id")
        namedMessageID = named.flatMap { MessageIdentifiers.list($0, limit: 1).first }
        originalHeader = original
    }
}
