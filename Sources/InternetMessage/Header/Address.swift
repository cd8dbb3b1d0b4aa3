// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One address with its display name: `mailbox` in RFC 5322 section 3.4.
///
/// It is not called mailbox because that is a system mailbox in mailclerk.
public struct Address: Sendable, Hashable {
    /// The decoded display name; a comment when there is no phrase; nil when there is neither.
    public let displayName: String?
    /// What stands before the last `@`, without quotes; all of it when there is no `@`.
    public let localPart: String
    /// What stands after the last `@`; empty when there is none, as in `MAILER-DAEMON`.
    public let domain: String

    /// An address of its parts.
    ///
    /// - Parameters:
    ///   - displayName: decoded, nil for none.
    ///   - localPart: without quotes.
    ///   - domain: without `@`; empty for an address that has none.
    public init(displayName: String? = nil, localPart: String, domain: String) {
        self.displayName = displayName
        self.localPart = localPart
        self.domain = domain
    }

    /// The addr-spec as written, with quotes around the local part only where it needs them.
    public var address: String { envelopeForm }

    /// The addr-spec with the local part quoted as RFC 5321 section 4.1.2 asks for.
    ///
    /// Without a domain it is the local part alone.
    public var envelopeForm: String {
        if domain.isEmpty { return localPart }
        if needsNoQuotes { return localPart + "@" + domain }
        var quoted: [UInt8] = [ASCII.quote]
        for byte in localPart.utf8 {
            if byte == ASCII.quote || byte == ASCII.backslash { quoted.append(ASCII.backslash) }
            quoted.append(byte)
        }
        quoted.append(ASCII.quote)
        return String(decoding: quoted, as: UTF8.self) + "@" + domain
    }

    /// Whether the local part has no byte that only a quoted-string may have.
    ///
    /// Two dots in a row are left as they are: mail servers that make such addresses want them so.
    private var needsNoQuotes: Bool {
        guard !localPart.isEmpty else { return false }
        return localPart.utf8.allSatisfy { byte in
            switch byte {
            case 0...0x20, 0x7F, ASCII.leftParenthesis, ASCII.rightParenthesis, ASCII.less,
                ASCII.greater, ASCII.at, ASCII.comma, ASCII.semicolon, ASCII.colon,
                ASCII.backslash, ASCII.quote, ASCII.leftBracket, ASCII.rightBracket:
                false
            default: true
            }
        }
    }

    /// Reads one address as a mail server hands it over: `a@b`, `<a@b>` or `Name <a@b>`.
    ///
    /// UTF-8 is accepted (RFC 6531). Nil when there is no address or more than one.
    public static func parse(_ text: String) -> Address? {
        let found = list(parsing: Array(text.utf8))
        return found.count == 1 ? found.first : nil
    }

    /// Reads the addresses of a From, To or similar field's value; groups give their members.
    ///
    /// - Parameter bytes: raw bytes of the value, folded or not, encoded words in names.
    /// - Returns: the addresses in their order; what is none is left out.
    public static func list(parsing bytes: [UInt8]) -> [Address] {
        list(parsing: bytes, limits: .standard, fallback: { .windows1252 })
    }

    static func list(
        parsing bytes: [UInt8], limits: Limits, fallback: () -> CharacterSet
    ) -> [Address] {
        var parser = AddressParser(bytes, limit: limits.addressCount)
        return parser.parse(fallback: fallback)
    }
}
