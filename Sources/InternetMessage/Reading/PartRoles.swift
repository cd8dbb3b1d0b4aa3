// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What each part of a message is for its reader: text, a file, or a group of parts.
///
/// The roles depend only on the structure, not on bodies, and are determined once for a message.
struct PartRoles: Sendable {
    /// The ways to make a text readable.
    enum TextForm: Sendable {
        case plain, flowed, html, enriched, rtf
    }

    enum Role: Sendable, Equatable {
        /// A part of an attached message, or a multipart without content.
        case hidden
        /// A multipart whose parts are all shown, in order.
        case sequence
        /// multipart/related: a sequence whose pictures belong into its HTML.
        case related
        /// multipart/alternative: one of its texts is shown.
        case alternatives
        case text(TextForm)
        case file
        /// A text with a file name: a file, but the text of a message that has no other.
        case namedText(TextForm)
        /// A file whose event may also be shown as text.
        case calendar(isText: Bool)
        /// A winmail.dat, whose text and files are shown.
        case tnef
        /// A CMS part, whose text and files are shown if they are only signed.
        case cms

        /// Whether this is a text that may have files in uuencode.
        var isPlainText: Bool { self == .text(.plain) || self == .text(.flowed) }
    }

    /// The order in which alternatives are tried; `none` if there is no text.
    typealias Rank = UInt8
    static let none: Rank = 4

    /// The roles by the index of the part.
    private(set) var roles: [Role]
    /// The rank of each part as an alternative, that of its first text.
    private(set) var ranks: [Rank]

    init(_ storage: MessageStorage) {
        roles = Array(repeating: .hidden, count: storage.nodes.count)
        ranks = Array(repeating: Self.none, count: storage.nodes.count)
        var current: Int? = 0
        while let index = current {
            let part = Part(storage: storage, index: index)
            roles[index] = role(of: part, at: index, storage.nodes)
            current = storage.node(after: index, skippingChildren: part.isMessage)
        }
        // The parts of a multipart follow it, so its rank is complete when it is reached.
        for index in roles.indices.reversed() where roles[index] != .hidden {
            if let own = Self.rank(roles[index]) { ranks[index] = own }
            let parent = Int(storage.nodes[index].parent)
            guard parent >= 0, ranks[index] != Self.none else { continue }
            ranks[parent] =
                roles[parent] == .alternatives
                ? min(ranks[parent], ranks[index]) : ranks[index]
        }
    }

    private static func rank(_ role: Role) -> Rank? {
        switch role {
        case .text(.plain), .text(.flowed): 0
        case .text(.html): 1
        case .text, .cms: 2
        case .calendar(isText: true): 3
        default: nil
        }
    }

    private func role(of part: Part, at index: Int, _ nodes: [PartNode]) -> Role {
        switch nodes[index].kind {
        case .message, .otherMessage: return .file
        case .brokenMultipart: return part.isBodyPart ? .text(.plain) : .hidden
        case .multipart:
            return switch part.contentType.subtype {
            case "alternative": .alternatives
            case "related": .related
            default: .sequence
            }
        case .leaf: break
        }
        let type = part.contentType
        guard type.type == "text" else {
            // A name is decoded only where it decides.
            guard Self.openedTypes.contains(type.name) else { return .file }
            if part.isCalendar { return .calendar(isText: false) }
            return part.isTNEF ? .tnef : part.isCMS ? .cms : .file
        }
        let parent = Int(nodes[index].parent)
        // These texts are no files, whatever their name.
        let isMain =
            parent < 0 || roles[parent] == .alternatives
            || roles[parent] == .related && Int(nodes[parent].firstChild) == index
        let isAttached = part.disposition == "attachment"
        switch type.subtype {
        case "plain", "html", "enriched", "richtext", "markdown", "x-markdown":
            let form = Self.form(type)
            if isAttached { return .file }
            return isMain || !part.hasFileName(type) ? .text(form) : .namedText(form)
        case "calendar", "x-vcalendar":
            let isInvitation =
                !isAttached && (!part.hasFileName(type) || type.hasParameter("method"))
            return .calendar(isText: isMain || isInvitation)
        default:
            // The text of an unknown subtype can be read as it is (RFC 2046 section 4.1.4).
            let isReadable = parent < 0 || !Self.isData(type)
            let isText = isMain && parent >= 0 || isReadable && !part.hasFileName(type)
            return isText && !isAttached ? .text(Self.form(type)) : .file
        }
    }

    private static func form(_ type: ContentType) -> TextForm {
        switch type.subtype {
        case "html", "watch-html", "x-amp-html": .html
        case "enriched", "richtext": .enriched
        case "rtf": .rtf
        default: type.isFlowed ? .flowed : .plain
        }
    }

    private static let openedTypes: Set<String> = [
        "application/ics", "application/ms-tnef", "application/vnd.ms-tnef",
        "application/pkcs7-mime", "application/x-pkcs7-mime", "application/octet-stream",
    ]

    /// Whether the subtype is a form of data that only happens to be text.
    private static func isData(_ type: ContentType) -> Bool {
        [
            "csv", "tab-separated-values", "vcard", "x-vcard", "directory", "css", "xml",
            "javascript", "json", "rfc822-headers", "x-amp-html",
        ].contains(type.subtype)
    }
}
