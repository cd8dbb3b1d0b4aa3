// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Scans TOML text (toml.io, version 1.0.0) for the positions of keys and headers.
struct SourceMapScanner {
    /// An item found by the scan.
    enum Place {
        /// A key, a table header, or an inline table in an array.
        case named([SourceMap.Step], offset: Int)
        /// A string that contains an escaped NUL.
        case escapedNUL(offset: Int)
    }

    /// An open value: an array with the index of its current member, or an inline table.
    private enum Frame {
        case array([SourceMap.Step], index: Int)
        case table([SourceMap.Step])
    }

    private let bytes: [UInt8]
    private var cursor = 0
    private var table: [SourceMap.Step] = []
    private var arrayCounts: [[SourceMap.Step]: Int] = [:]
    private var stack: [Frame] = []
    /// The path of the value that comes next.
    private var awaited: [SourceMap.Step]?
    private var found: [Place] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
    }

    /// Returns the next item in the order of the text; nil at the end.
    mutating func next() -> Place? {
        while found.isEmpty {
            skipBlanks()
            guard cursor < bytes.count else { return nil }
            if let path = awaited {
                value(at: path)
                continue
            }
            let before = cursor
            if let frame = stack.popLast() {
                member(of: frame)
            } else if bytes[cursor] == UInt8(ascii: "[") {
                header()
            } else {
                key(in: table)
            }
            // Invalid bytes must not stop the scan.
            if cursor == before { cursor += 1 }
        }
        return found.removeFirst()
    }

    /// Scans `[a.b]` or `[[a.b]]`.
    private mutating func header() {
        let start = cursor
        cursor += 1
        let isArray = byte == UInt8(ascii: "[")
        if isArray { cursor += 1 }
        var path: [SourceMap.Step] = []
        let parts = dottedKey()
        for (number, part) in parts.enumerated() {
            path.append(.key(part))
            if number + 1 == parts.count, isArray {
                let index = arrayCounts[path, default: 0]
                arrayCounts[path] = index + 1
                if index == 0 { found.append(.named(path, offset: start)) }
                path.append(.index(index))
            } else if let count = arrayCounts[path] {
                path.append(.index(count - 1))
            }
        }
        while byte == UInt8(ascii: "]") || byte == UInt8(ascii: " ") { cursor += 1 }
        table = path
        found.append(.named(path, offset: start))
    }

    /// Scans `a.b = `; the value follows.
    private mutating func key(in table: [SourceMap.Step]) {
        let start = cursor
        let parts = dottedKey()
        guard !parts.isEmpty else { return }
        let path = table + parts.map { .key($0) }
        found.append(.named(path, offset: start))
        skipBlanks()
        guard byte == UInt8(ascii: "=") else { return }
        cursor += 1
        awaited = path
    }

    private mutating func value(at path: [SourceMap.Step]) {
        awaited = nil
        switch byte {
        case UInt8(ascii: "["):
            cursor += 1
            stack.append(.array(path, index: 0))
            awaited = path + [.index(0)]
        case UInt8(ascii: "{"):
            if case .index? = path.last { found.append(.named(path, offset: cursor)) }
            cursor += 1
            stack.append(.table(path))
        case UInt8(ascii: "]"):
            // The array is empty, or there is a comma after the last member.
            break
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            _ = string()
        default:
            while let byte, !",]}\n#".utf8.contains(byte) { cursor += 1 }
        }
    }

    private mutating func member(of frame: Frame) {
        let current = byte
        switch frame {
        case .array(let path, let index):
            if current == UInt8(ascii: "]") {
                cursor += 1
            } else {
                stack.append(.array(path, index: index + 1))
                if current == UInt8(ascii: ",") {
                    cursor += 1
                    awaited = path + [.index(index + 1)]
                }
            }
        case .table(let path):
            if current == UInt8(ascii: "}") {
                cursor += 1
            } else {
                stack.append(frame)
                if current == UInt8(ascii: ",") { cursor += 1 } else { key(in: path) }
            }
        }
    }

    private var byte: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    /// Skips spaces, line endings and comments.
    private mutating func skipBlanks() {
        while let byte {
            if byte == UInt8(ascii: "#") {
                while let byte = self.byte, byte != UInt8(ascii: "\n") { cursor += 1 }
            } else if " \t\r\n".utf8.contains(byte) {
                cursor += 1
            } else {
                return
            }
        }
    }

    /// Scans the parts of `a."b.c".d`; returns an empty list if there is no key.
    private mutating func dottedKey() -> [String] {
        var parts: [String] = []
        while true {
            skipSpaces()
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                parts.append(string())
            } else {
                let start = cursor
                while let byte, SourceMapScanner.isBare(byte) { cursor += 1 }
                guard cursor > start else { return parts }
                parts.append(String(decoding: bytes[start..<cursor], as: UTF8.self))
            }
            skipSpaces()
            guard byte == UInt8(ascii: ".") else { return parts }
            cursor += 1
        }
    }

    private mutating func skipSpaces() {
        while byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { cursor += 1 }
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Scans a string of any of the four forms; returns its text, which is needed for keys.
    private mutating func string() -> String {
        let start = cursor
        let quote = bytes[cursor]
        let isLong =
            cursor + 2 < bytes.count && bytes[cursor + 1] == quote && bytes[cursor + 2] == quote
        cursor += isLong ? 3 : 1
        var text: [UInt8] = []
        while let byte {
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                escape(into: &text, start: start)
            } else if byte != quote {
                if byte == UInt8(ascii: "\n"), !isLong { break }
                text.append(byte)
                cursor += 1
            } else if !isLong {
                cursor += 1
                break
            } else if bytes[cursor...].prefix(3).elementsEqual([quote, quote, quote]) {
                cursor += 3
                // Up to two quotes may precede the closing three.
                var more = 0
                while more < 2, self.byte == quote {
                    cursor += 1
                    more += 1
                }
                break
            } else {
                text.append(byte)
                cursor += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Scans a backslash escape.
    private mutating func escape(into text: inout [UInt8], start: Int) {
        cursor += 1
        guard let letter = byte else { return }
        cursor += 1
        switch letter {
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let digits = bytes[cursor...].prefix(letter == UInt8(ascii: "u") ? 4 : 8)
            cursor += digits.count
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
            guard let scalar = number.flatMap(Unicode.Scalar.init) else { return }
            if scalar.value == 0 { found.append(.escapedNUL(offset: start)) }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: text.append(letter)
        }
    }
}
