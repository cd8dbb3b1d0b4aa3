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

    /// Whether a written address has this comparison form.
    ///
    /// An address of plain ASCII, as most are, is compared without being parsed.
    package static func isSame(_ written: String, as folded: String) -> Bool {
        guard isPlain(written) else { return self.folded(written) == folded }
        return written.utf8.elementsEqual(folded.utf8) { byte, other in
            (UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte) == other
        }
    }

    /// Whether the comparison form of an address is just its lower case: ASCII without quotes,
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

    /// The forms under which a recipient may be known, best first: the whole address, the address
    /// without its extension, the domain's wildcard; each of them folded.
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

    /// The folded address without the extension after its first delimiter.
    package static func withoutExtension(_ folded: String, delimiter: String) -> String {
        let whole = Array(folded.utf8)
        guard let at = whole.lastIndex(of: UInt8(ascii: "@")),
            let start = extensionStarts(in: whole[..<at], delimiter: delimiter).first
        else { return folded }
        return text(whole[..<start] + whole[at...])
    }

    /// An address with an extension, `support+x@example.com`; nil where nothing separates one, or
    /// where the local part would be longer than a mail server takes.
    package static func extended(
        _ address: String, by text: String, delimiter: String
    ) -> String? {
        guard let at = address.utf8.lastIndex(of: UInt8(ascii: "@")),
            let separator = delimiter.first
        else { return nil }
        let extended = "\(address[..<at])\(separator)\(text)\(address[at...])"
        return Address.parse(extended)?.isValidForEnvelope == true ? extended : nil
    }

    /// Extensions that are looked for in one address.
    private static let mostExtensions = 8

    /// Where an extension may begin, in order.
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
