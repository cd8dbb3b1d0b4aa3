// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension JSON {
    /// The value as one line of JSON without white space.
    ///
    /// The order of names is kept. Characters that could move the cursor, end a line or change the
    /// text direction are escaped: C0 and C1 controls, DEL, U+2028, U+2029, and the bidirectional
    /// overrides and isolates. The line is therefore safe on a terminal and for programs that split
    /// at line endings.
    package var text: String {
        var writer = JSONWriter(indenting: false)
        writer.write(self, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The value as human-readable JSON on several lines, indented by two spaces per level.
    ///
    /// Characters are escaped as in ``text``. There is no line ending after the last line.
    package var prettyText: String {
        var writer = JSONWriter(indenting: true)
        writer.write(self, depth: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON to bytes.
///
/// The writer is recursive: parsed values are at most ``JSON/depthLimit`` deep, and all other
/// values are made by the program.
private struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private let indenting: Bool

    init(indenting: Bool) {
        self.indenting = indenting
    }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: write(ascii: "null")
        case .bool(let bool): write(ascii: bool ? "true" : "false")
        case .integer(let integer): write(ascii: String(integer))
        case .number(let number): write(ascii: number.isFinite ? String(number) : "null")
        case .string(let string): write(string)
        case .array(let elements):
            write(ascii: "[")
            for (index, element) in elements.enumerated() {
                startElement(index, depth: depth)
                write(element, depth: depth + 1)
            }
            end("]", isEmpty: elements.isEmpty, depth: depth)
        case .object(let members):
            write(ascii: "{")
            for (index, member) in members.enumerated() {
                startElement(index, depth: depth)
                write(member.key)
                write(ascii: indenting ? ": " : ":")
                write(member.value, depth: depth + 1)
            }
            end("}", isEmpty: members.isEmpty, depth: depth)
        }
    }

    private mutating func startElement(_ index: Int, depth: Int) {
        if index > 0 { write(ascii: ",") }
        if indenting { startLine(depth: depth + 1) }
    }

    private mutating func end(_ bracket: String, isEmpty: Bool, depth: Int) {
        if indenting, !isEmpty { startLine(depth: depth) }
        write(ascii: bracket)
    }

    private mutating func startLine(depth: Int) {
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func write(ascii text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(_ string: String) {
        write(ascii: "\"")
        defer { write(ascii: "\"") }
        guard string.utf8.contains(where: Self.mayNeedEscape) else {
            bytes.append(contentsOf: string.utf8)
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar.value {
            case 0x22: write(ascii: "\\\"")
            case 0x5C: write(ascii: "\\\\")
            case 0x09: write(ascii: "\\t")
            case 0x0A: write(ascii: "\\n")
            case 0x0D: write(ascii: "\\r")
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                let digits = String(scalar.value, radix: 16)
                write(ascii: "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits)
            default: bytes.append(contentsOf: scalar.utf8)
            }
        }
    }

    /// Whether a byte must be escaped or may start a character that must be: U+0080 to U+00BF start
    /// with C2, U+2000 to U+2FFF with E2.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x22, 0x5C, 0x7F, 0xC2, 0xE2: true
        default: false
        }
    }
}
