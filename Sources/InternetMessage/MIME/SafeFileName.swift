// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes file names from untrusted senders safe.
public enum SafeFileName {
    private static let standIn = "attachment"
    /// A suffix longer than this is not a file type.
    private static let suffixBytes = 16

    /// Returns a name without a path, without control and bidirectional characters, and without
    /// hyphens at its start.
    ///
    /// - Parameters:
    ///   - name: The original name; nil if there is none.
    ///   - limitInBytes: The maximum length in UTF-8; the suffix is kept if the name is truncated.
    /// - Returns: The name, or `attachment` if nothing of it remains; never empty.
    public static func make(_ name: String?, limitInBytes: Int) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in (name ?? "").unicodeScalars {
            if scalar == "/" || scalar == "\\" {
                kept.removeAll()
            } else if !isForbidden(scalar) {
                kept.append(scalar)
            }
        }
        var text = trimmed(kept)
        if text.utf8.count > limitInBytes { text = cut(text, to: limitInBytes) }
        return text.isEmpty ? standIn : text
    }

    /// Whether a character is a control, format (bidirectional), invisible, private-use or
    /// undecodable one.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        default:
            scalar.value >= 0x80
                && (scalar.properties.isDefaultIgnorableCodePoint
                    || scalar.properties.isNoncharacterCodePoint)
        }
    }

    /// Removes white space and dots at both ends, and hyphens at the start, because programs take a
    /// name that begins with one for an option.
    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let isEdge = { (scalar: Unicode.Scalar) in
            scalar == "." || scalar.properties.isWhitespace
        }
        guard let first = scalars.firstIndex(where: { !isEdge($0) && $0 != "-" }),
            let last = scalars.lastIndex(where: { !isEdge($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        var suffix = Substring()
        if let dot = text.utf8.lastIndex(of: ASCII.dot),
            text[dot...].utf8.count <= min(suffixBytes, limit / 2)
        {
            suffix = text[dot...]
        }
        var kept = String.UnicodeScalarView()
        var length = suffix.utf8.count
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            if length > limit { break }
            kept.append(scalar)
        }
        return trimmed(kept) + suffix
    }
}
