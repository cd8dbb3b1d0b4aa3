// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Address {
    /// The form in which addresses are compared: no letter case, `xn--` labels as letters.
    ///
    /// Local part and domain are lower-cased as Unicode does it, and a dot at the end of the domain
    /// is dropped. Two forms that are equal Strings are canonically equivalent (Unicode NFC).
    public var folded: String {
        let local = localPart.lowercased()
        return domain.isEmpty ? local : local + "@" + Punycode.foldedDomain(domain)
    }

    /// The domain in comparison form, with labels of other than ASCII letters as `xn--` (RFC 5891).
    ///
    /// A label that is too long for DNS stays as it is.
    public var asciiDomain: String { Punycode.asciiDomain(Punycode.foldedDomain(domain)) }

    /// Whether the address may be handed to a mail server as sender or recipient.
    ///
    /// It has a local part and a domain of lengths that RFC 5321 section 4.5.3.1 allows, no
    /// control characters, commas or angle brackets, no space but in the local part, where quotes
    /// hold it, a domain of letters, digits, hyphens and underscores without an empty label, or an
    /// address in brackets (section 4.1.2), and it can't be taken for an option.
    public var isValidForEnvelope: Bool {
        let local = localPart.utf8
        let host = domain.utf8
        guard !local.isEmpty, !host.isEmpty, local.count <= 64, host.count <= 255,
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
                    return Self.isSafe(scalar)
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

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x20, 0x2C, 0x3C, 0x3E, 0x7F...0xA0, 0x2028, 0x2029, 0xFFFD: false
        default: true
        }
    }
}
