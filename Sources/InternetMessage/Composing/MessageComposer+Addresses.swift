// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// addr-spec = local-part "@" domain (RFC 5322 section 3.4.1, RFC 6532 section 3.2)
extension MessageComposer {
    /// Returns an address in field syntax; nil if it cannot be written without becoming another
    /// one, or if it is too long.
    ///
    /// A domain is written with A-labels if the local part is ASCII.
    static func addressSpecification(_ address: String) -> [UInt8]? {
        guard let bytes = trimmedLine(address), !bytes.isEmpty else { return nil }
        var local = bytes
        var domain: [UInt8] = []
        if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
            local = Array(bytes[..<at])
            // Without its domain the address would be a different one, that of a local user.
            guard !local.isEmpty, let valid = domainText(Array(bytes[(at + 1)...])) else {
                return nil
            }
            domain = isASCII(local) && !isASCII(valid) ? aLabels(valid) : valid
        }
        if !isDotAtom(local), !isQuotedString(local) {
            // It is not known which address is meant if there are two, or two `@`.
            guard !local.contains(UInt8(ascii: "@")) else { return nil }
            local = Array("\"".utf8) + escaped(local) + Array("\"".utf8)
        }
        let written = domain.isEmpty ? local : local + [UInt8(ascii: "@")] + domain
        return written.count <= FoldedField.wordLimit ? written : nil
    }

    /// Escapes quotes and backslashes with a backslash, as in a quoted string.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { "\"\\".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }

    /// Returns the text in UTF-8 without surrounding white space; nil if control or line-ending
    /// characters, including non-ASCII ones, are inside, because addresses are not encoded.
    private static func trimmedLine(_ address: String) -> [UInt8]? {
        let bytes = Array(address.trimmingBlanks().utf8)
        for byte in bytes where byte < 0x20 || byte == 0x7F { return nil }
        guard !isASCII(bytes) else { return bytes }
        for scalar in address.unicodeScalars {
            switch scalar.value {
            case 0x80...0x9F, 0x2028, 0x2029: return nil
            default: continue
            }
        }
        return bytes
    }

    private static func isASCII(_ bytes: [UInt8]) -> Bool {
        for byte in bytes where byte >= 0x80 { return false }
        return true
    }

    /// Returns a domain with A-labels; a label that is too long for DNS stays.
    private static func aLabels(_ domain: [UInt8]) -> [UInt8] {
        let text = String(decoding: domain, as: UTF8.self)
        return Array(Address(localPart: "", domain: text).asciiDomain.utf8)
    }

    // dot-atom-text = 1*atext *("." 1*atext)
    private static func isDotAtom(_ bytes: [UInt8]) -> Bool {
        bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAtomText) }
    }

    // quoted-string = DQUOTE *([FWS] qcontent) [FWS] DQUOTE
    private static func isQuotedString(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == bytes.first else {
            return false
        }
        var isEscape = false
        for byte in bytes[1..<(bytes.count - 1)] {
            if isEscape {
                isEscape = false
            } else if byte == UInt8(ascii: "\\") {
                isEscape = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return !isEscape
    }

    // domain = dot-atom / domain-literal
    /// Returns the domain; nil if it is empty or has characters that are invalid in domains.
    private static func domainText(_ bytes: [UInt8]) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        if bytes.count > 2, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            // dtext = %d33-90 / %d94-126
            for byte in bytes[1..<(bytes.count - 1)]
            where !(33...90).contains(byte) && !(94...126).contains(byte) {
                return nil
            }
            return bytes
        }
        for byte in bytes where !byte.isAtomText && byte != UInt8(ascii: ".") { return nil }
        return bytes
    }
}
