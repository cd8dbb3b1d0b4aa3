// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Makes file names that strangers chose harmless.
public enum SafeFileName {
    private static let standIn = "attachment"
    /// An ending longer than this is no file type.
    private static let endingBytes = 16

    /// A name without path, control and bidirectional characters, never empty.
    ///
    /// - Parameters:
    ///   - name: the name as it came, nil when there is none.
    ///   - limitInBytes: how long it may get in UTF-8; the ending is kept when it is cut.
    /// - Returns: the name, or `attachment` when nothing of it is left.
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

    /// Control, format (bidirectional and invisible ones), private and undecodable characters.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: true
        default: false
        }
    }

    /// Without white space at both ends, dots in front and dots behind.
    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let isEdge = { (scalar: Unicode.Scalar) in
            scalar == "." || scalar.properties.isWhitespace
        }
        guard let first = scalars.firstIndex(where: { !isEdge($0) }),
            let last = scalars.lastIndex(where: { !isEdge($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func cut(_ text: String, to limit: Int) -> String {
        var ending = Substring()
        if let dot = text.utf8.lastIndex(of: ASCII.dot),
            text[dot...].utf8.count <= min(endingBytes, limit / 2)
        {
            ending = text[dot...]
        }
        var kept = String.UnicodeScalarView()
        var length = ending.utf8.count
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            if length > limit { break }
            kept.append(scalar)
        }
        return trimmed(kept) + ending
    }
}
