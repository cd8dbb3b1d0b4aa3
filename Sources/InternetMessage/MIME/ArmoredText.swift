// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Reads OpenPGP messages in a text: armor and cleartext signatures (RFC 9580 sections 6.2 and 7).
public enum ArmoredText {
    /// Returns the signed text, without armor and dash escapes; nil if there is none.
    ///
    ///     -----BEGIN PGP SIGNED MESSAGE-----
    ///     Hash: SHA512
    ///
    ///     - -- was `--` at the start of a line
    ///     -----BEGIN PGP SIGNATURE-----
    ///
    /// - Parameter text: A text with LF line endings.
    /// - Returns: The first signed text, up to its signature or the end.
    public static func signedText(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let span = bytes.span
        var position = 0
        var output: [UInt8]?
        var isHeader = false
        while position < span.count {
            let next = MessageParser.endOfLine(span, from: position)
            let line = position..<next
            position = next
            if output == nil {
                if span.hasIgnoringCase("-----BEGIN PGP SIGNED MESSAGE-----", at: line.lowerBound) {
                    output = []
                    isHeader = true
                }
            } else if isHeader {
                // Armor headers such as Hash, up to the empty line.
                if span.trimmed(line).isEmpty { isHeader = false }
            } else if span.hasIgnoringCase("-----BEGIN PGP SIGNATURE-----", at: line.lowerBound) {
                break
            } else {
                let isEscaped = span.hasIgnoringCase("- ", at: line.lowerBound)
                output? += bytes[(line.lowerBound + (isEscaped ? 2 : 0))..<line.upperBound]
            }
        }
        return output.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the kinds of armor in the text, in order.
    static func kinds(_ bytes: [UInt8]) -> [Protection?] {
        var found: [Protection?] = []
        let span = bytes.span
        var position = 0
        while position < span.count, found.count < 3 {
            if span[position] == ASCII.hyphen {
                let kind: Protection? =
                    if span.hasIgnoringCase("-----BEGIN PGP SIGNED MESSAGE-----", at: position) {
                        .inlinePGPSigned
                    } else if span.hasIgnoringCase("-----BEGIN PGP MESSAGE", at: position) {
                        .inlinePGPEncrypted
                    } else if span.hasIgnoringCase("-----BEGIN PGP PUBLIC KEY", at: position) {
                        .pgpKey
                    } else {
                        nil
                    }
                if let kind, !found.contains(kind) { found.append(kind) }
            }
            position = MessageParser.endOfLine(span, from: position)
        }
        return found
    }
}
