// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses an HTML tag, as far as the readable text needs it.
struct HTMLTag {
    /// The name in lower case.
    var name: String
    var isClosing = false
    var isHidden = false
    /// The values of `href` and of `alt`, with entities not decoded.
    var href: [UInt8] = []
    var alt: [UInt8] = []
    /// The value of `start`, the first number of a list.
    var start: Int?
    /// The position after the closing `>`.
    var end: Int

    /// At most 20 bytes per tag name, because no HTML element has a longer one.
    private static let nameBytes = 20

    /// Parses the tag whose `<` is at `start`; returns nil if it is not a tag and the `<` is text.
    static func scan(_ bytes: [UInt8], at start: Int) -> HTMLTag? {
        var index = start + 1
        let isClosing = index < bytes.count && bytes[index] == ASCII.slash
        if isClosing { index += 1 }
        guard index < bytes.count, bytes[index].isLetter else { return nil }
        let nameStart = index
        while index < bytes.count, !isNameEnd(bytes[index]) { index += 1 }
        let name =
            index - nameStart > nameBytes ? "" : bytes.span.lowercased(nameStart..<index)
        var tag = HTMLTag(name: name, isClosing: isClosing, end: index)
        tag.readAttributes(bytes)
        return tag
    }

    private static func isNameEnd(_ byte: UInt8) -> Bool {
        byte <= ASCII.space || byte == ASCII.greater || byte == ASCII.slash
    }

    private mutating func readAttributes(_ bytes: [UInt8]) {
        var index = end
        while index < bytes.count, bytes[index] != ASCII.greater {
            guard !Self.isNameEnd(bytes[index]) else {
                index += 1
                continue
            }
            let nameStart = index
            while index < bytes.count, !Self.isNameEnd(bytes[index]), bytes[index] != ASCII.equals {
                index += 1
            }
            let name = nameStart..<index
            // Ignore an `=` without a name.
            if name.isEmpty { index += 1 }
            while index < bytes.count, bytes[index] <= ASCII.space { index += 1 }
            guard !name.isEmpty, index < bytes.count, bytes[index] == ASCII.equals else {
                keep(bytes, name, nil)
                continue
            }
            index += 1
            while index < bytes.count, bytes[index] <= ASCII.space { index += 1 }
            let value = Self.takeValue(bytes, &index)
            keep(bytes, name, value)
        }
        end = min(index + 1, bytes.count)
    }

    private static func takeValue(_ bytes: [UInt8], _ index: inout Int) -> Range<Int> {
        guard index < bytes.count else { return index..<index }
        let quote = bytes[index]
        if quote == ASCII.quote || quote == ASCII.apostrophe {
            index += 1
            let start = index
            while index < bytes.count, bytes[index] != quote { index += 1 }
            let value = start..<index
            if index < bytes.count { index += 1 }
            return value
        }
        let start = index
        while index < bytes.count, bytes[index] > ASCII.space, bytes[index] != ASCII.greater {
            index += 1
        }
        return start..<index
    }

    private mutating func keep(_ bytes: [UInt8], _ name: Range<Int>, _ value: Range<Int>?) {
        let span = bytes.span
        switch name.count {
        case 3 where span.hasIgnoringCase("alt", at: name.lowerBound):
            if let value { alt = Array(bytes[value]) }
        case 4 where span.hasIgnoringCase("href", at: name.lowerBound):
            if let value, href.isEmpty { href = Array(bytes[value]) }
        case 5 where span.hasIgnoringCase("style", at: name.lowerBound):
            if let value, Self.hides(bytes[value]) { isHidden = true }
        case 5 where span.hasIgnoringCase("start", at: name.lowerBound):
            if let value, value.count < 7 {
                start = Int(String(decoding: bytes[value], as: UTF8.self))
            }
        case 6 where span.hasIgnoringCase("hidden", at: name.lowerBound):
            isHidden = true
        default: break
        }
    }

    /// Whether a style hides the element, as is common for preview text.
    private static func hides(_ style: ArraySlice<UInt8>) -> Bool {
        let packed = style.filter { $0 > ASCII.space }.map(\.lowercased)
        for declaration in packed.split(separator: ASCII.semicolon) {
            let text = String(decoding: declaration, as: UTF8.self)
            switch text {
            // A font size of 0 is not included, because layouts use it around text with its own
            // size.
            case "display:none", "visibility:hidden", "visibility:collapse", "opacity:0":
                return true
            default:
                if text.hasPrefix("display:none!") || text.hasPrefix("visibility:hidden!") {
                    return true
                }
            }
        }
        return false
    }
}
