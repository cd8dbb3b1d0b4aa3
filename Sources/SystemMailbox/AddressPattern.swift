// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Compares the addresses of mailboxes.
package enum AddressPattern {
    /// Returns the form of an address, or of `*@domain`, that is used for comparison.
    ///
    /// Differences in case, Unicode normalisation and IDNA spelling (RFC 5890) are ignored. A text
    /// that is not an address is only converted to lower case.
    package static func folded(_ text: String) -> String {
        if text.utf8.starts(with: "*@".utf8) {
            let probe = Address.parse("x@" + text.dropFirst(2))
            return probe.map { "*" + $0.folded.dropFirst() } ?? text.lowercased()
        }
        return Address.parse(text)?.folded ?? text.lowercased()
    }

    /// Returns whether the folded form of an address is equal to `folded`.
    ///
    /// A plain ASCII address, which is the usual case, is compared without parsing.
    package static func isSame(_ written: String, as folded: String) -> Bool {
        guard isPlain(written) else { return self.folded(written) == folded }
        return written.utf8.elementsEqual(folded.utf8) { byte, other in
            (UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte) == other
        }
    }

    /// Returns whether the folded form of an address is its lower case: ASCII without quotes,
    /// comments and `xn--` labels.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        var ats = 0
        var hyphens = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "@"): ats += 1
            case UInt8(ascii: "-"): hyphens += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "+"):
                break
            default: return false
            }
        }
        let at = UInt8(ascii: "@")
        return ats == 1 && hyphens < 2 && bytes.first != at && bytes.last != at
            && bytes.last != UInt8(ascii: ".")
    }

    /// Returns the folded forms by which a mailbox may match a recipient, the best match first.
    ///
    /// These are the complete address, the address without its extension, and the wildcard of the
    /// domain.
    package static func candidates(for recipient: Address, delimiter: String) -> [String] {
        let whole = Array(recipient.folded.utf8)
        guard let at = whole.lastIndex(of: UInt8(ascii: "@")) else { return [recipient.folded] }
        var forms = [recipient.folded]
        for start in extensionStarts(in: whole[..<at], delimiter: delimiter).reversed() {
            forms.append(text(whole[..<start] + whole[at...]))
        }
        forms.append("*" + text(whole[at...]))
        return forms
    }

    /// Returns a folded address without its extension, which begins at the first delimiter.
    package static func withoutExtension(_ folded: String, delimiter: String) -> String {
        let whole = Array(folded.utf8)
        guard let at = whole.lastIndex(of: UInt8(ascii: "@")),
            let start = extensionStarts(in: whole[..<at], delimiter: delimiter).first
        else { return folded }
        return text(whole[..<start] + whole[at...])
    }

    /// Returns an address with an extension, such as `support+x@example.com`.
    ///
    /// Returns nil if there is no delimiter, or if the result is not valid in an SMTP envelope, for
    /// example because its local part is too long.
    package static func extended(
        _ address: String, by text: String, delimiter: String
    ) -> String? {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")),
            let separator = delimiter.first
        else { return nil }
        let extended = "\(address[..<at])\(separator)\(text)\(address[at...])"
        return Address.parse(extended)?.isValidForEnvelope == true ? extended : nil
    }

    /// At most 8 delimiters are tried in an address, because each of them adds a candidate.
    private static let mostExtensions = 8

    /// Returns the positions of the delimiters at which an extension may begin, in ascending order.
    private static func extensionStarts(
        in localPart: ArraySlice<UInt8>, delimiter: String
    ) -> [Int] {
        let delimiters = Array(delimiter.utf8)
        var starts: [Int] = []
        for index in localPart.indices.dropFirst()
        where delimiters.contains(localPart[index]) && starts.count < mostExtensions {
            starts.append(index)
        }
        return starts
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
