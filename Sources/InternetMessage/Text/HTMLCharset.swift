// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds the charset that an HTML document names itself.
///
///     <meta charset="windows-1251">
///     <meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
///     <?xml version="1.0" encoding="windows-1251"?>
enum HTMLCharset {
    /// The number of bytes that are searched; browsers read 1,024, and Outlook writes more before.
    static let limitInBytes = 4_096

    /// Returns the charset that the start of a document names.
    ///
    /// - Parameter start: The first bytes of the document.
    /// - Returns: Nil if it names none. Charsets in which the start cannot be written, such as
    ///   UTF-16, and UTF-7, with which text can be hidden, give nil (HTML standard, 13.2.3.2).
    static func find(in start: [UInt8]) -> CharacterSet? {
        var index = 0
        if let label = xmlEncoding(start) { return charset(label) }
        while true {
            index = start.span.firstIndex(of: ASCII.less, from: index, to: start.count)
            guard index < start.count else { return nil }
            if start.span.hasIgnoringCase("<!--", at: index) {
                index = afterComment(start, from: index)
            } else if start.span.hasIgnoringCase("<meta", at: index) {
                var attributes = Attributes(start, from: index + 5)
                if let label = label(&attributes) { return charset(label) }
                index = attributes.position
            } else {
                index += 1
            }
        }
    }

    private static func charset(_ label: [UInt8]) -> CharacterSet? {
        // The slash of `<meta charset=utf-8/>` is part of the value.
        let name = label.last == ASCII.slash ? label.dropLast() : label[...]
        let found = CharacterSet(label: String(decoding: name, as: UTF8.self))
        guard case .other(let name) = found else { return found == .ascii ? nil : found }
        if name == "x-user-defined" { return .windows1252 }
        let isOther =
            found.hasSixteenBits || ["utf-", "utf3", "ucs-4"].contains(where: name.hasPrefix)
        return isOther ? nil : found
    }

    private static func afterComment(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 2
        while index < bytes.count, !bytes.span.hasIgnoringCase("-->", at: index) { index += 1 }
        return min(index + 3, bytes.count)
    }

    private static func xmlEncoding(_ bytes: [UInt8]) -> [UInt8]? {
        let start = bytes.firstIndex { !$0.isBlankOrLineEnd } ?? 0
        guard bytes.span.hasIgnoringCase("<?xml", at: start) else { return nil }
        var attributes = Attributes(bytes, from: start + 5)
        while let (name, value) = attributes.next() {
            if name == Array("encoding".utf8) { return value }
        }
        return nil
    }

    /// Returns the label of a meta element.
    private static func label(_ attributes: inout Attributes) -> [UInt8]? {
        var isContentType = false
        var content: [UInt8]?
        var own: [UInt8]?
        while let (name, value) = attributes.next() {
            switch String(decoding: name, as: UTF8.self) {
            case "charset": own = own ?? value
            case "content": content = content ?? value
            case "http-equiv":
                isContentType = value.span.equalsIgnoringCase("content-type")
            default: break
            }
        }
        return own ?? (isContentType ? content.flatMap(labelOfContent) : nil)
    }

    private static func labelOfContent(_ content: [UInt8]) -> [UInt8]? {
        guard
            let start = content.indices.first(where: {
                content.span.hasIgnoringCase("charset", at: $0)
            })
        else { return nil }
        let rest = content[(start + 7)...].drop { $0.isBlankOrLineEnd }
        guard rest.first == ASCII.equals else { return nil }
        let label = rest.dropFirst().drop {
            $0.isBlankOrLineEnd || $0 == ASCII.quote || $0 == ASCII.apostrophe
        }
        return Array(
            label.prefix {
                $0 > ASCII.space && $0 != ASCII.semicolon && $0 != ASCII.quote
                    && $0 != ASCII.apostrophe
            })
    }

    /// Reads the attributes of one element.
    private struct Attributes {
        private let bytes: [UInt8]
        /// The position of the next attribute, or of the element's end.
        private(set) var position: Int

        init(_ bytes: [UInt8], from start: Int) {
            self.bytes = bytes
            position = start
        }

        /// Returns the next attribute, with its name in lower case; nil at the end of the element.
        mutating func next() -> (name: [UInt8], value: [UInt8])? {
            while position < bytes.count,
                bytes[position] <= ASCII.space || bytes[position] == ASCII.slash
            { position += 1 }
            guard position < bytes.count, bytes[position] != ASCII.greater else { return nil }
            let start = position
            // An element that begins with `=` would not move on otherwise.
            position += 1
            while position < bytes.count, !isEndOfName(bytes[position]) { position += 1 }
            let name = bytes[start..<position].map(\.lowercased)
            skipSpace()
            guard position < bytes.count, bytes[position] == ASCII.equals else { return (name, []) }
            position += 1
            skipSpace()
            return (name, value())
        }

        private func isEndOfName(_ byte: UInt8) -> Bool {
            byte <= ASCII.space || byte == ASCII.equals || byte == ASCII.greater
                || byte == ASCII.slash
        }

        private mutating func skipSpace() {
            while position < bytes.count, bytes[position] <= ASCII.space { position += 1 }
        }

        private mutating func value() -> [UInt8] {
            guard position < bytes.count else { return [] }
            let quote = bytes[position]
            let isQuoted = quote == ASCII.quote || quote == ASCII.apostrophe
            if isQuoted { position += 1 }
            let start = position
            while position < bytes.count {
                let byte = bytes[position]
                if isQuoted ? byte == quote : byte <= ASCII.space || byte == ASCII.greater { break }
                position += 1
            }
            let value = Array(bytes[start..<position])
            if isQuoted, position < bytes.count { position += 1 }
            return value
        }
    }
}
