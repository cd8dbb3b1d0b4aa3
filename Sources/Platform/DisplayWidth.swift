// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Terminal {
    /// Returns the number of cells that a terminal needs for a text.
    ///
    /// East Asian wide characters and emoji take two cells; combining and invisible characters take
    /// none.
    ///
    /// - Parameter text: Text of one line.
    /// - Returns: The number of cells.
    package static func displayWidth(of text: String) -> Int {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
        return inUnicodeLocale { text.reduce(0) { $0 + width(of: $1) } }
    }

    /// Returns a text truncated to a width; truncated text ends with an ellipsis.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The maximum number of cells.
    /// - Returns: The text itself if it fits; an empty string if the width is 0 or less.
    package static func truncated(_ text: String, toWidth width: Int) -> String {
        guard width > 0 else { return "" }
        return inUnicodeLocale {
            var used = 0
            var cut = text.startIndex
            for index in text.indices {
                used += Terminal.width(of: text[index])
                guard used <= width else { return text[..<cut] + "…" }
                if used <= width - 1 { cut = text.index(after: index) }
            }
            return text
        }
    }

    /// Returns a text padded with spaces, or truncated, to an exact width.
    ///
    /// - Parameters:
    ///   - text: Text of one line.
    ///   - width: The exact number of cells.
    /// - Returns: The text for a table cell.
    package static func fitted(_ text: String, toWidth width: Int) -> String {
        let cut = truncated(text, toWidth: width)
        return cut + String(repeating: " ", count: max(width - displayWidth(of: cut), 0))
    }

    /// Returns the number of cells of one user-perceived character.
    private static func width(of character: Character) -> Int {
        var sum = 0
        for scalar in character.unicodeScalars {
            // A sequence of emoji is shown as one picture. The variation selector also requests a
            // picture, as for a red heart. Letters that form one character are shown side by side.
            if scalar.properties.isEmojiPresentation { return 2 }
            if scalar.value == 0xFE0F && sum > 0 { return 2 }
            sum += width(of: scalar)
        }
        return sum
    }

    /// Returns the number of cells of one code point, from wcwidth(3).
    private static func width(of scalar: Unicode.Scalar) -> Int {
        let cells = cplatform_character_cells(scalar.value)
        if cells >= 0 { return Int(cells) }
        // A control character, one that is newer than the C library, or no UTF-8 locale.
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }

    /// Runs a function in the locale C.UTF-8, because wcwidth(3) knows ASCII alone in the C locale.
    ///
    /// Only the calling thread is concerned: nothing else depends on the locale of this process.
    /// Where the C library has no such locale (Debian's always has), wide characters count as one
    /// cell, so that columns behind them are not aligned.
    private static func inUnicodeLocale<Result>(_ body: () -> Result) -> Result {
        guard let locale = unsafe unicodeLocale else { return body() }
        let before = unsafe uselocale(locale)
        defer { _ = unsafe uselocale(before) }
        return body()
    }

    /// The locale C.UTF-8; nil if the C library does not have it.
    private nonisolated(unsafe) static let unicodeLocale = unsafe newlocale(
        1 << LC_CTYPE, "C.UTF-8", nil)
}
