// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Address {
    /// The form for comparison: case-folded, with `xn--` labels decoded.
    ///
    /// Local part and domain are lower-cased according to Unicode, and a trailing dot of the domain
    /// is removed. Forms that are equal Strings are canonically equivalent (Unicode NFC).
    public var folded: String {
        let local = localPart.lowercased()
        return domain.isEmpty ? local : local + "@" + Punycode.foldedDomain(domain)
    }

    /// The domain for comparison, with non-ASCII labels as `xn--` (RFC 5891).
    ///
    /// A label that is too long for DNS is not converted.
    public var asciiDomain: String { Punycode.asciiDomain(Punycode.foldedDomain(domain)) }

    /// The addr-spec in which the address leaves in a header field or an envelope.
    ///
    /// If the local part is ASCII, the domain is written with A-labels, `xn--` (RFC 5890 section
    /// 2.3.2.1), which every mail server accepts. With another local part the address needs
    /// SMTPUTF8 (RFC 6531) in any case and stays as it is.
    public var transferForm: String {
        guard localPart.utf8.allSatisfy({ $0 < 0x80 }), domain.utf8.contains(where: { $0 >= 0x80 })
        else { return envelopeForm }
        return Address(localPart: localPart, domain: asciiDomain).envelopeForm
    }

    /// Whether the address may be passed to a mail server as sender or recipient.
    ///
    /// A valid address has a local part and a domain with the lengths of RFC 5321 section 4.5.3.1
    /// and no control characters, commas or angle brackets. A space may occur only in the local
    /// part, where it is quoted. The domain has letters, digits, hyphens and underscores and no
    /// empty label, or is an address literal (section 4.1.2). The address must not look like a
    /// command-line option. An address that had to be repaired is not valid, because it may be
    /// somebody else's. Neither is an internationalised domain with characters that IDNA would map
    /// to others (RFC 5895), because it could be registered to somebody else in this form.
    public var isValidForEnvelope: Bool {
        let local = localPart.utf8
        let host = domain.utf8
        guard !isRepaired, !local.isEmpty, !host.isEmpty, local.count <= 64, host.count <= 255,
            local.count + host.count + 1 <= 254, local.first != ASCII.hyphen,
            host.first != ASCII.hyphen, host.first != ASCII.dot,
            !Self.hasEmptyLabel(host)
        else { return false }
        for scalar in localPart.unicodeScalars where scalar != " " && !Self.isSafe(scalar) {
            return false
        }
        let isLiteral = host.first == ASCII.leftBracket && host.last == ASCII.rightBracket
        let name =
            isLiteral ? domain.unicodeScalars.dropFirst().dropLast() : domain.unicodeScalars[...]
        return !name.isEmpty
            && name.allSatisfy { scalar in
                guard let byte = UInt8(exactly: scalar.value), byte < 0x80 else {
                    return Self.isSafe(scalar) && Self.isMappedToItself(scalar)
                }
                return byte.isLetter || byte.isDigit || byte == ASCII.hyphen || byte == ASCII.dot
                    || byte == ASCII.underscore || isLiteral && byte == ASCII.colon
            }
    }

    private static func hasEmptyLabel(_ domain: String.UTF8View) -> Bool {
        var previous: UInt8 = 0
        for byte in domain {
            if byte == ASCII.dot, previous == ASCII.dot { return true }
            previous = byte
        }
        return false
    }

    /// Returns whether a letter of a domain, in lower case, stays what it is when IDNA prepares it.
    ///
    /// Compatibility forms, such as those of full width, and invisible characters do not. Accents
    /// that are characters of their own are composed with their letter first. IDNA 2008 keeps the
    /// sharp s and the final sigma (RFC 5894 section 7.2).
    private static func isMappedToItself(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        if (0x300...0x36F).contains(scalar.value) { return false }
        if scalar == "\u{DF}" || scalar == "\u{3C2}" { return true }
        guard properties.changesWhenNFKCCaseFolded else { return true }
        let lower = properties.lowercaseMapping.unicodeScalars
        guard lower.count == 1, let small = lower.first, small != scalar else { return false }
        return !small.properties.changesWhenNFKCCaseFolded
    }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x2C, 0x3C, 0x3E, 0x7F...0xA0, 0x2028, 0x2029, 0xFFFD: false
        default: true
        }
    }
}
