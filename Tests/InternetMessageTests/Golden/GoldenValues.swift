// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage

/// What the library reads in a message, by the keys of the golden JSON.
enum GoldenValues {
    /// The keys that every JSON has, unless it names them as unjudged.
    static let required: Set<String> = [
        "messageID", "subject", "from", "to", "cc", "date", "inReplyTo", "references", "text",
        "hasHTML", "attachments", "structure", "defects",
    ]
    /// The keys of what most messages don't have; an absent key says that there is none.
    static let optional: Set<String> = [
        "sender", "replyTo", "returnPath", "readable", "opened", "autoSubmitted",
        "report", "receipt", "list", "invitation", "protections",
    ]

    /// All values of a message.
    static func of(_ message: Message) -> [String: GoldenValue] {
        let text = message.firstPlainText
        let values: [String: GoldenValue] = [
            "messageID": GoldenValue(message.messageID),
            "subject": GoldenValue(message.subject),
            "from": people(message.from),
            "to": people(message.to),
            "cc": people(message.cc),
            "date": GoldenValue(message.date.map(DateTime.formatted)),
            "inReplyTo": GoldenValue(message.inReplyTo),
            "references": GoldenValue(message.references),
            "text": GoldenValue(text),
            "hasHTML": .bool(message.hasHTML),
            "attachments": .list(message.attachmentParts.map(file)),
            "structure": .string(message.structure),
            "defects": GoldenValue(message.findDefects().map(\.kind.rawValue)),
            "sender": GoldenValue(message.sender.map(person)),
            "replyTo": people(message.replyTo),
            "returnPath": GoldenValue(message.returnPath.map(returnPath)),
            "readable": readable(message, text: text),
            "opened": opened(message),
            "autoSubmitted": GoldenValue(message.autoSubmitted.map(automatic)),
            "report": message.deliveryStatus.map(report) ?? .null,
            "receipt": message.dispositionNotification.map(receipt) ?? .null,
            "list": message.mailingList.map(list) ?? .null,
            "invitation": message.calendarInvitation.map(invitation) ?? .null,
            "protections": GoldenValue(message.protections.map { "\($0)" }),
        ]
        return values.filter { required.contains($0.key) || !$0.value.isEmpty }
    }

    // MARK: People

    private static func person(_ address: Address) -> String {
        (address.displayName.map { $0 + " " } ?? "") + "<" + address.address + ">"
    }

    private static func people(_ addresses: [Address]) -> GoldenValue {
        GoldenValue(addresses.map(person))
    }

    private static func returnPath(_ path: ReturnPath) -> String {
        switch path {
        case .null: "<>"
        case .address(let address): person(address)
        }
    }

    private static func automatic(_ field: AutoSubmitted) -> String {
        switch field.kind {
        case .no: "no"
        case .generated: "auto-generated"
        case .replied: "auto-replied"
        case .notified: "auto-notified"
        case .other(let word): word
        }
    }

    // MARK: Texts and files

    /// What people read; nothing where that is the text itself.
    private static func readable(_ message: Message, text: String?) -> GoldenValue {
        let readable = message.bestText
        return readable == text ?? "" ? .null : .string(readable)
    }

    /// An embedded message has no size: it is judged by the structure.
    private static func file(_ part: Part) -> GoldenValue {
        var members: [String: GoldenValue] = [
            "name": GoldenValue(part.fileName), "type": .string(part.contentType.name),
        ]
        if !part.isMessage { members["size"] = .number(part.decodedBody().count) }
        return .object(members)
    }

    /// The files that came inside a text, a winmail.dat or an S/MIME signature.
    private static func opened(_ message: Message) -> GoldenValue {
        .list(
            message.attachments.filter { !isPart($0, of: message) }.map { attachment in
                .object([
                    "name": GoldenValue(attachment.fileName),
                    "type": .string(attachment.contentType),
                    "size": .number(attachment.data().count),
                ])
            })
    }

    private static func isPart(_ attachment: Attachment, of message: Message) -> Bool {
        attachment.form == .part
            && message.attachmentParts.contains { $0.bodyRange == attachment.part.bodyRange }
    }

    // MARK: Reports, lists, calendars

    private static func typed(_ value: ReportValue?) -> GoldenValue {
        GoldenValue(value.map { ($0.type.isEmpty ? "" : $0.type + "; ") + $0.value })
    }

    private static func report(_ status: DeliveryStatus) -> GoldenValue {
        .compact([
            "form": .string("\(status.form)"),
            "server": GoldenValue(status.reportingMTA?.value),
            "envelopeID": GoldenValue(status.originalEnvelopeID),
            "originalMessageID": GoldenValue(status.originalMessageID),
            "recipients": .list(
                status.recipients.map { recipient in
                    .compact([
                        "address": GoldenValue(recipient.address?.address),
                        "action": GoldenValue(recipient.action.map { "\($0)" }),
                        "status": GoldenValue(recipient.status?.description),
                        "diagnostic": typed(recipient.diagnostic),
                    ])
                }),
        ])
    }

    private static func receipt(_ notification: DispositionNotification) -> GoldenValue {
        let modes = [notification.actionMode, notification.sendingMode].compactMap(\.self)
        return .compact([
            "disposition": .string(notification.disposition),
            "mode": .string(modes.joined(separator: "/")),
            "modifiers": GoldenValue(notification.modifiers),
            "errors": GoldenValue(notification.errors),
            "originalMessageID": GoldenValue(notification.originalMessageID),
            "recipient": GoldenValue(notification.finalRecipient?.address.map(person)),
        ])
    }

    private static func list(_ list: MailingList) -> GoldenValue {
        .compact([
            "id": GoldenValue(list.id),
            "name": GoldenValue(list.name),
            "post": GoldenValue(list.post),
            "isPostForbidden": .bool(list.isPostForbidden),
            "unsubscribe": GoldenValue(list.unsubscribe),
            "oneClick": .bool(list.hasOneClickUnsubscribe),
        ])
    }

    private static func invitation(_ event: CalendarInvitation) -> GoldenValue {
        func time(_ time: CalendarInvitation.Time?) -> GoldenValue {
            GoldenValue(time.map { $0.value + ($0.timeZone.map { " " + $0 } ?? "") })
        }
        return .compact([
            "method": GoldenValue(event.method),
            "uid": GoldenValue(event.identifier),
            "summary": GoldenValue(event.summary),
            "location": GoldenValue(event.location),
            "start": time(event.start),
            "end": time(event.end),
            "organizer": GoldenValue(event.organizer),
        ])
    }
}
