// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// addr-spec = local-part "@" domain (RFC 5322 section 3.4.1, RFC 6532 section 3.2)
extension MessageComposer {
    /// Returns an address in field syntax; nil if the address or its domain is empty, or it is too
    /// long.
    static func addressSpecification(_ address: String) -> [UInt8]? {
        let bytes = cleaned(address)
        var local = bytes
        var domain: [UInt8] = []
        if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
            local = Array(bytes[..<at])
            domain = domainText(bytes[(at + 1)...])
            // Without its domain the address would be a different one, that of a local user.
            guard !domain.isEmpty else { return nil }
        }
        guard !bytes.isEmpty else { return nil }
        if !isDotAtom(local), !isQuotedString(local) {
            local = Array("\"".utf8) + escaped(local) + Array("\"".utf8)
        }
        let written = domain.isEmpty ? local : local + [UInt8(ascii: "@")] + domain
        return written.count <= FoldedField.wordLimit ? written : nil
    }

    /// Escapes quotes and backslashes with a backslash, as in a quoted string.
    static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { "\"\\".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
    }

    /// Returns the address in UTF-8 without surrounding white space; control and line-ending
    /// characters, including non-ASCII ones, become spaces, because addresses are not encoded.
    private static func cleaned(_ address: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in address.unicodeScalars {
            switch scalar.value {
            case 0...0x20, 0x7F...0x9F, 0x2028, 0x2029: bytes.append(0x20)
            default: bytes += scalar.utf8
            }
        }
        while bytes.last == 0x20 { bytes.removeLast() }
        return Array(bytes.drop { $0 == 0x20 })
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
    /// Returns the domain without characters that are invalid in domains.
    private static func domainText(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        if bytes.count > 2, bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            let inner = bytes.dropFirst().dropLast()
            // dtext = %d33-90 / %d94-126
            return [UInt8(ascii: "[")]
                + inner.filter { (33...90).contains($0) || (94...126).contains($0) }
                + [UInt8(ascii: "]")]
        }
        return bytes.filter { $0.isAtomText || $0 == UInt8(ascii: ".") }
    }
}
