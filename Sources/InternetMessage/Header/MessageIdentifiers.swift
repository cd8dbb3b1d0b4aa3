// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses Message-ID, In-Reply-To and References (RFC 5322 section 3.6.4).
enum MessageIdentifiers {
    /// Returns the identifiers in a value, without angle brackets and blanks.
    ///
    ///     msg-id = [CFWS] "<" id-left "@" id-right ">" [CFWS]
    ///
    /// Text outside angle brackets is a phrase of RFC 822 and ignored. A value without angle
    /// brackets is one identifier, because some programs omit them.
    static func list(_ bytes: [UInt8], limit: Int) -> [String] {
        var found: [String] = []
        var start: Int?
        for index in bytes.indices {
            if bytes[index] == ASCII.less {
                start = index + 1
            } else if bytes[index] == ASCII.greater, let begin = start {
                let id = text(bytes[begin..<index])
                if !id.isEmpty { found.append(id) }
                start = nil
                if found.count >= limit { return found }
            }
        }
        guard found.isEmpty else { return found }
        let whole = text(bytes[(start ?? 0)...])
        return whole.isEmpty ? [] : [whole]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        CharacterSet.ascii.decode(bytes.filter { !$0.isBlankOrLineEnd })
    }
}
