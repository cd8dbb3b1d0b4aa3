// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The mailing list that a message came through, from its header (RFC 2369, RFC 2919, RFC 8058).
public struct MailingList: Sendable, Hashable {
    /// The list's identifier without angle brackets, such as `friends.example.org` (RFC 2919).
    public let id: String?
    /// The name before the identifier; nil if there is none.
    public let name: String?
    /// The URLs for posting to the list, best first (RFC 2369 section 3.4).
    public let post: [String]
    /// Whether posting to the list is forbidden: `List-Post: NO`.
    public let isPostForbidden: Bool
    /// The URLs for leaving the list, best first (RFC 2369 section 3.2).
    public let unsubscribe: [String]
    /// Whether one POST to the https URL in `unsubscribe` leaves the list (RFC 8058 section 3.1).
    public let hasOneClickUnsubscribe: Bool
    /// The URLs for joining the list (RFC 2369 section 3.3).
    public let subscribe: [String]
    /// The URLs for help (RFC 2369 section 3.1).
    public let help: [String]
    /// The URLs for contacting the owner of the list (RFC 2369 section 3.5).
    public let owner: [String]
    /// The URLs of the archive (RFC 2369 section 3.6).
    public let archive: [String]

    /// Reads the list fields of a header; returns nil if it has none.
    public init?(_ header: Header) {
        let names = [
            "List-Id", "List-Post", "List-Unsubscribe", "List-Subscribe", "List-Help",
            "List-Owner", "List-Archive",
        ]
        guard names.contains(where: { header.first($0) != nil }) else { return nil }
        func addresses(_ name: String) -> [String] {
            header.first(name).map { Self.addresses($0.rawValue) } ?? []
        }
        let identity = header.first("List-Id").map(Self.identity)
        id = identity?.id
        name = identity?.name
        post = addresses("List-Post")
        isPostForbidden = header.first("List-Post")?.firstToken() == "no"
        unsubscribe = addresses("List-Unsubscribe")
        let oneClick =
            header.first("List-Unsubscribe-Post")?.rawValue
            .filter { !$0.isBlankOrLineEnd } ?? []
        hasOneClickUnsubscribe =
            oneClick.span.equalsIgnoringCase("List-Unsubscribe=One-Click")
            && unsubscribe.contains { Array($0.utf8).span.hasIgnoringCase("https://", at: 0) }
        subscribe = addresses("List-Subscribe")
        help = addresses("List-Help")
        owner = addresses("List-Owner")
        archive = addresses("List-Archive")
    }

    //     list-id-header = "List-ID:" [phrase] "<" list-id ">" CRLF
    private static func identity(_ field: HeaderField) -> (id: String?, name: String?) {
        let bytes = field.rawValue
        guard let open = bytes.lastIndex(of: ASCII.less) else {
            let word = MessageIdentifiers.list(bytes, limit: 1).first
            return (word, nil)
        }
        let close = bytes[open...].firstIndex(of: ASCII.greater) ?? bytes.count
        let inside = bytes[(open + 1)..<close].filter { !$0.isBlankOrLineEnd }
        var phrase = Array(bytes[bytes.span.trimmed(0..<open)])
        if phrase.count > 1, phrase.first == ASCII.quote, phrase.last == ASCII.quote {
            var unquoted: [UInt8] = []
            phrase.appendUnquoted(1..<phrase.count - 1, to: &unquoted)
            phrase = unquoted
        }
        let name = ReportValue.text(phrase)
        return (
            inside.isEmpty ? nil : CharacterSet.ascii.decode(inside), name.isEmpty ? nil : name
        )
    }

    /// Returns the text in angle brackets outside comments, without blanks (RFC 2369 section 2).
    private static func addresses(_ bytes: [UInt8]) -> [String] {
        var found: [String] = []
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        while let byte = scanner.current, found.count < FixedLimits.listAddressCount {
            if byte == ASCII.leftParenthesis, scanner.takeComment() != nil { continue }
            scanner.position += 1
            guard byte == ASCII.less else { continue }
            let start = scanner.position
            while !scanner.isAtEnd, scanner.current != ASCII.greater { scanner.position += 1 }
            let address = bytes[start..<scanner.position].filter { !$0.isBlankOrLineEnd }
            if !address.isEmpty { found.append(CharacterSet.ascii.decode(address)) }
        }
        return found
    }
}

extension Message {
    /// The mailing list that the message came through; nil if it has no list fields.
    public var mailingList: MailingList? { MailingList(header) }
}
