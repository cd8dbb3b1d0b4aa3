// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An address with its display name: `mailbox` in RFC 5322 section 3.4.
///
/// The type is not named mailbox, because in mailclerk that is a system mailbox.
public struct Address: Sendable, Hashable {
    /// The decoded display name, else a comment; nil if there is neither.
    public let displayName: String?
    /// The part before the last `@`, without quotes; the complete address if there is no `@`.
    public let localPart: String
    /// The part after the last `@`; empty if there is no `@`, as in `MAILER-DAEMON`.
    public let domain: String
    /// Whether the parser had to repair the address: it left out, moved or quoted characters.
    ///
    /// Such an address, as in `ada@@home.example`, `ada quill@home.example` or `<ada@home.example,`,
    /// may be somebody else's, so nothing is sent to it: it is not valid for an envelope. Blanks
    /// and comments that RFC 5322 section 4.4 allows are no repair. Two addresses are equal even if
    /// only one of them was repaired.
    public let isRepaired: Bool

    /// Creates an address from its parts.
    ///
    /// - Parameters:
    ///   - displayName: The decoded name; nil for none.
    ///   - localPart: The local part, without quotes.
    ///   - domain: The domain, without `@`; empty for an address without a domain.
    public init(displayName: String? = nil, localPart: String, domain: String) {
        self.init(
            displayName: displayName, localPart: localPart, domain: domain, isRepaired: false)
    }

    init(displayName: String?, localPart: String, domain: String, isRepaired: Bool) {
        self.displayName = displayName
        self.localPart = localPart
        self.domain = domain
        self.isRepaired = isRepaired
    }

    /// Compares the name and the address.
    public static func == (left: Address, right: Address) -> Bool {
        left.localPart == right.localPart && left.domain == right.domain
            && left.displayName == right.displayName
    }

    /// Hashes the name and the address.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(localPart)
        hasher.combine(domain)
        hasher.combine(displayName)
    }

    /// The addr-spec, with quotes around the local part only if it needs them.
    public var address: String { envelopeForm }

    /// The addr-spec, with the local part quoted according to RFC 5321 section 4.1.2.
    ///
    /// Without a domain this is only the local part.
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

    /// Whether the local part has no byte that is allowed only in a quoted string.
    ///
    /// Consecutive dots are not quoted, because mail servers with such addresses expect that.
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

    /// Parses a single address from a mail server: `a@b`, `<a@b>` or `Name <a@b>`.
    ///
    /// UTF-8 is accepted (RFC 6531). Returns nil if there is no address or more than one.
    public static func parse(_ text: String) -> Address? {
        let found = list(parsing: Array(text.utf8))
        return found.count == 1 ? found.first : nil
    }

    /// Parses the addresses in the value of a From, To or similar field, including members of
    /// groups.
    ///
    /// Text without `@` before a comma is a part of the next address's name; if no address follows,
    /// it is an address without a domain.
    ///
    /// - Parameter bytes: The raw bytes of the value, folded or not, with encoded words in names.
    /// - Returns: The addresses in order.
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
