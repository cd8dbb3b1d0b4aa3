// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension String {
    /// Whether a reader sees anything of the text.
    ///
    /// White space, control characters and characters without a picture are not seen: zero-width
    /// ones, the byte order mark, the blank of Braille, the stand-in for an object.
    var hasVisibleCharacters: Bool {
        for scalar in unicodeScalars where scalar.isVisible { return true }
        return false
    }

    /// The text without the blank lines at its start.
    func droppingBlankLinesAtStart() -> Substring {
        let bytes = utf8
        var line = bytes.startIndex
        for index in bytes.indices {
            if bytes[index] == ASCII.lineFeed {
                line = bytes.index(after: index)
            } else if bytes[index] > ASCII.space {
                break
            }
        }
        return self[line...]
    }

    /// Returns the letters and digits of the first bytes, in which two programs agree though they
    /// lay out a text differently.
    func lettersAndDigits(limitInBytes: Int) -> [UInt8] {
        var kept: [UInt8] = []
        for scalar in unicodeScalars {
            guard kept.count < limitInBytes else { break }
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                kept += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
        return kept
    }
}

extension Unicode.Scalar {
    fileprivate var isVisible: Bool {
        if value < 0x80 { return value > 0x20 && value < 0x7F }
        return switch value {
        case 0x80...0xA0, 0x2800, 0xFFF9...0xFFFC: false
        default: !properties.isWhitespace && !properties.isDefaultIgnorableCodePoint
        }
    }
}
