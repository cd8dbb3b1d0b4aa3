// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// How addresses of mailboxes are compared.
package enum AddressPattern {
    /// The comparison form of an address or of `*@domain`.
    ///
    /// Case, Unicode normalisation and IDNA spelling do not count (RFC 5890). What is no address is
    /// only put in lower case.
    package static func folded(_ text: String) -> String {
        if text.utf8.starts(with: "*@".utf8) {
            let probe = Address.parse("x@" + text.dropFirst(2))
            return probe.map { "*" + $0.folded.dropFirst() } ?? text.lowercased()
        }
        return Address.parse(text)?.folded ?? text.lowercased()
    }

    /// The forms under which a recipient may be known, best first: the whole address, the address
    /// without its extension, the domain's wildcard; each of them folded.
    package static func candidates(for recipient: Address, delimiter: String) -> [String] {
        let whole = recipient.folded
        guard let at = whole.utf8.lastIndex(of: UInt8(ascii: "@")) else { return [whole] }
        var forms = [whole]
        let domain = whole[at...]
        for index in extensionStarts(in: whole[..<at], delimiter: delimiter) {
            forms.append(String(whole[..<index]) + domain)
        }
        forms.append("*" + domain)
        return forms
    }

    /// The folded address without the extension after its first delimiter.
    package static func withoutExtension(_ folded: String, delimiter: String) -> String {
        guard let at = folded.utf8.lastIndex(of: UInt8(ascii: "@")) else { return folded }
        let starts = extensionStarts(in: folded[..<at], delimiter: delimiter)
        guard let first = starts.last else { return folded }
        return String(folded[..<first] + folded[at...])
    }

    /// Where an extension may begin, the last such place first (at most 8 of them).
    private static func extensionStarts(
        in localPart: Substring, delimiter: String
    ) -> [Substring.Index] {
        let delimiters = Array(delimiter.utf8)
        guard !delimiters.isEmpty else { return [] }
        let starts = localPart.utf8.indices.filter {
            $0 > localPart.utf8.startIndex && delimiters.contains(localPart.utf8[$0])
        }
        return Array(starts.reversed().suffix(8))
    }
}
