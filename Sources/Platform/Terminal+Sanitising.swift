// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Terminal {
    /// Returns untrusted text without characters that control a terminal or disguise other text.
    ///
    /// A tab or a line ending becomes a space. Control characters (including escape), characters
    /// that change the text direction, line and paragraph separators, and characters for private
    /// use, which look different everywhere, become U+FFFD. Invisible characters without effect are
    /// removed; see `InvisibleText`.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - keepsLines: Whether line feeds and tabs are kept; CR LF becomes LF.
    /// - Returns: The sanitised text.
    package static func sanitised(_ text: String, keepsLines: Bool = false) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in InvisibleText.removed(from: text).unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where afterReturn: continue
            case "\n", "\r": result.append(keepsLines ? "\n" : " ")
            case "\t": result.append(keepsLines ? "\t" : " ")
            case _ where isHarmful(scalar): result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Returns whether a character has an effect other than to be shown.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: false
        case 0x200C, 0x200D: false  // joiners inside words and emoji
        case 0xE0020...0xE007F: false  // tags in flags, the only ones that are left
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                true
            case .unassigned: scalar.properties.isNoncharacterCodePoint
            default: false
            }
        }
    }

    /// Returns a sanitised text that does not change the order of what stands beside it.
    ///
    /// Text in a script that is written from right to left would exchange columns on terminals that
    /// know its direction. Such text is enclosed in U+2068 and U+2069, which have no width
    /// (Unicode Standard Annex 9, section 2.4.2).
    ///
    /// - Parameter text: Text of one line, such as a field of a table.
    /// - Returns: The text itself if all of it is written from left to right.
    package static func isolated(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        let isRightToLeft = text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE: true
            case 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF: true
            default: false
            }
        }
        return isRightToLeft ? "\u{2068}\(text)\u{2069}" : text
    }
}
