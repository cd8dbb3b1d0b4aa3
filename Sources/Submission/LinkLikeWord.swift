// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Recognises words of which mail programs make a link: URLs, domains, IP and mail addresses.
///
/// A mail address whose domain has no dot is no link.
enum LinkLikeWord {
    /// Schemes that programs accept without two slashes.
    private static let schemes: Set<String> = [
        "http", "https", "ftp", "file", "mailto", "tel", "sms", "sip", "sips", "xmpp", "callto",
        "skype", "javascript", "data", "magnet", "bitcoin",
    ]

    /// Returns whether programs would make a link of the word, or of a part of it.
    ///
    /// A word such as `example.com/win`, or `example.com` alone, is a link without `http://`.
    static func matches(_ word: Substring) -> Bool {
        guard word.utf8.contains(where: mayBeOfLink) else { return false }
        let lower = word.lowercased()
        if CaseFolding.contains(lower, "://") || CaseFolding.contains(lower, "www.")
            || CaseFolding.contains(lower, "xn--")
        {
            return true
        }
        let scalars = Array(lower.unicodeScalars)
        return hasScheme(scalars) || isPath(scalars) || hasDomain(scalars)
            || hasIPv6Address(scalars)
    }

    /// Whether a byte can be of a dot, colon, hyphen or backslash; most words have none.
    private static func mayBeOfLink(_ byte: UInt8) -> Bool {
        byte >= 0x80 || ".:-\\".utf8.contains(byte)
    }

    /// Whether one of the schemes is followed by something.
    private static func hasScheme(_ word: [Unicode.Scalar]) -> Bool {
        word.indices.contains { index in
            guard word[index] == ":", index + 1 < word.count else { return false }
            let letters = word[..<index].reversed().prefix { ("a"..."z").contains($0) }
            return schemes.contains(String(String.UnicodeScalarView(letters.reversed())))
        }
    }

    /// Whether there is a slash after a dot, or the word is a path on a Windows server.
    private static func isPath(_ word: [Unicode.Scalar]) -> Bool {
        if zip(word, word.dropFirst()).contains(where: { $0 == "\\" && $1 == "\\" }) { return true }
        guard let dot = word.firstIndex(where: isDot) else { return false }
        return word[dot...].contains("/")
    }

    /// Whether the word contains a name with a dot and a top-level domain, which has at least two
    /// letters, or four numbers with dots.
    private static func hasDomain(_ word: [Unicode.Scalar]) -> Bool {
        var isAfterName = false
        var isAfterDot = false
        var letters = 0
        var numbers = 0
        for (index, scalar) in word.enumerated() {
            let isLetter = scalar.properties.isAlphabetic
            if isAfterDot && isLetter {
                letters += 1
                if letters == 2 { return true }
                isAfterName = true
                continue
            }
            let isDigit = scalar.properties.numericType == .decimal
            // The first digit of a number: behind a dot it continues an address.
            if isDigit, index == 0 || word[index - 1].properties.numericType != .decimal {
                numbers = isAfterDot ? numbers + 1 : 1
                if numbers == 4 { return true }
            }
            isAfterDot = isAfterName && isDot(scalar)
            letters = 0
            isAfterName = isPartOfName(scalar)
        }
        return false
    }

    /// Whether the word contains an IPv6 address: hexadecimal digits with two colons in a row, or
    /// with seven colons.
    private static func hasIPv6Address(_ word: [Unicode.Scalar]) -> Bool {
        word.split { !isPartOfIPv6($0) }.contains { part in
            let isShort = zip(part, part.dropFirst()).contains { $0 == ":" && $1 == ":" }
            guard isShort && part.count > 2 || part.count(where: { $0 == ":" }) >= 7 else {
                return false
            }
            // A name in a programming language, such as `std::vector`, is none.
            return ![part.startIndex - 1, part.endIndex].contains { index in
                word.indices.contains(index) && isPartOfName(word[index])
            }
        }
    }

    private static func isPartOfIPv6(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ":" || ("0"..."9").contains(scalar) || ("a"..."f").contains(scalar)
    }

    /// Whether a character is a full stop, or one of those that programs and the domain name
    /// system take for one.
    private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E, 0x3002, 0xFF0E, 0xFF61, 0x2024, 0xFE52: true
        default: false
        }
    }

    /// Whether a character can be in a name: letters, digits, and the marks of letters.
    private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return scalar == "_" || scalar == "-"
        }
    }
}
