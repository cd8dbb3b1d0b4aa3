// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension JSON {
    /// The maximum depth of nested arrays and objects in a parsed text.
    ///
    /// Real documents have fewer than 20 levels. The depth is limited because values are freed,
    /// compared and written by recursive functions.
    package static let depthLimit = 128

    /// Parses one value from UTF-8 text (RFC 8259); white space around the value is allowed.
    ///
    /// A byte order mark at the start is skipped. If an object has a name more than once, the last
    /// value wins.
    ///
    /// - Parameter bytes: The complete text.
    /// - Throws: The first error in the text, with its position.
    package init(parsing bytes: some Sequence<UInt8>) throws(JSONError) {
        var parser = JSONParser(bytes: Array(bytes))
        self = try parser.document()
    }
}

/// Parses JSON from bytes with an explicit stack instead of recursion.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var open: [Container] = []

    /// An array or object that is not closed yet; mutated in place to avoid copying its elements.
    private struct Container {
        var elements: [JSON] = []
        var members = JSONObject()
        /// The name of the member whose value comes next; nil in an array.
        var name: String?
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    // JSON-text = ws value ws
    mutating func document() throws(JSONError) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        var value = try nextScalar()
        while true {
            // `value` is a complete value, or nil if a container was opened and must be filled
            // first.
            guard let complete = value else {
                value = try nextScalar()
                continue
            }
            skipWhiteSpace()
            if open.isEmpty {
                guard position == bytes.count else { throw error(.trailingText) }
                return complete
            }
            value = try put(complete)
        }
    }

    /// Puts a complete value into the innermost container and reads the delimiter after it.
    ///
    /// Returns the container as a complete value if it is closed, or nil after a comma.
    private mutating func put(_ value: JSON) throws(JSONError) -> JSON? {
        let last = open.count - 1
        if let name = open[last].name {
            open[last].members[name] = value
            if skip(UInt8(ascii: "}")) { return .object(open.removeLast().members) }
            try expectComma()
            open[last].name = try memberName()
        } else {
            open[last].elements.append(value)
            if skip(UInt8(ascii: "]")) { return .array(open.removeLast().elements) }
            try expectComma()
        }
        return nil
    }

    private mutating func expectComma() throws(JSONError) {
        guard skip(UInt8(ascii: ",")) else {
            throw error(position < bytes.count ? .expectedCommaOrEnd : .unexpectedEnd)
        }
    }

    // value = false / null / true / object / array / number / string
    /// Reads a scalar or an empty container; returns nil if it opened a container with content.
    private mutating func nextScalar() throws(JSONError) -> JSON? {
        skipWhiteSpace()
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        switch bytes[position] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["):
            try checkDepth()
            position += 1
            skipWhiteSpace()
            if skip(UInt8(ascii: "]")) { return .array([]) }
            open.append(Container())
            return nil
        case UInt8(ascii: "{"):
            try checkDepth()
            position += 1
            skipWhiteSpace()
            if skip(UInt8(ascii: "}")) { return .object(JSONObject()) }
            open.append(Container(name: try memberName()))
            return nil
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default:
            if skip(word: "true") { return .bool(true) }
            if skip(word: "false") { return .bool(false) }
            if skip(word: "null") { return .null }
            throw error(.expectedValue)
        }
    }

    private func checkDepth() throws(JSONError) {
        guard open.count < JSON.depthLimit else { throw error(.tooDeep) }
    }

    // member = string ws ":" ws value; this function reads up to the colon.
    private mutating func memberName() throws(JSONError) -> String {
        skipWhiteSpace()
        guard position < bytes.count else { throw error(.unexpectedEnd) }
        guard bytes[position] == UInt8(ascii: "\"") else { throw error(.expectedName) }
        let name = try string()
        skipWhiteSpace()
        guard skip(UInt8(ascii: ":")) else {
            throw error(position < bytes.count ? .expectedColon : .unexpectedEnd)
        }
        return name
    }

    // number = [ "-" ] int [ "." 1*DIGIT ] [ ("e" / "E") [ "-" / "+" ] 1*DIGIT ]
    private mutating func number() throws(JSONError) -> JSON {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        if !skip(UInt8(ascii: "0")) { try digits() }
        var isInteger = true
        if skip(UInt8(ascii: ".")) {
            isInteger = false
            try digits()
        }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            isInteger = false
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
        if position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            throw error(.malformedNumber)
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else {
            throw error(.numberOutOfRange, at: start)
        }
        return .number(number)
    }

    private mutating func digits() throws(JSONError) {
        let start = position
        while position < bytes.count,
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
        {
            position += 1
        }
        guard position > start else {
            throw error(position < bytes.count ? .malformedNumber : .unexpectedEnd)
        }
    }

    // ws = *( %x20 / %x09 / %x0A / %x0D )
    private mutating func skipWhiteSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skip(word: StaticString) -> Bool {
        let word = Array(word.description.utf8)
        guard bytes[position...].starts(with: word) else { return false }
        position += word.count
        return true
    }

    private func error(_ problem: JSONError.Problem, at place: Int? = nil) -> JSONError {
        let before = bytes[..<(place ?? position)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        // Every byte except the continuation bytes of UTF-8 starts a code point.
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        return JSONError(line: line, column: column, problem: problem)
    }
}

// string = quotation-mark *char quotation-mark (RFC 8259 section 7)
extension JSONParser {
    private mutating func string() throws(JSONError) -> String {
        let start = position
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: content, as: UTF8.self) else {
                    throw error(.malformedUTF8, at: start)
                }
                return string
            case UInt8(ascii: "\\"): content += try escape()
            case 0..<0x20: throw error(.controlCharacter)
            default:
                let rest = bytes[position...]
                let end = rest.firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }
                content += rest[..<(end ?? bytes.count)]
                position = end ?? bytes.count
            }
        }
        throw error(.unexpectedEnd)
    }

    /// Reads an escape, including both halves of a surrogate pair, and returns it as UTF-8.
    private mutating func escape() throws(JSONError) -> [UInt8] {
        let start = position
        guard position + 1 < bytes.count else {
            position = bytes.count
            throw error(.unexpectedEnd)
        }
        position += 2
        switch bytes[position - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[position - 1]]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            guard let first = hexadecimal() else { throw error(.malformedEscape, at: start) }
            var units = [first]
            if UTF16.isLeadSurrogate(first) {
                guard skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")),
                    let second = hexadecimal(), UTF16.isTrailSurrogate(second)
                else { throw error(.malformedEscape, at: start) }
                units.append(second)
            }
            guard let character = String(validating: units, as: UTF16.self) else {
                throw error(.malformedEscape, at: start)
            }
            return Array(character.utf8)
        default: throw error(.malformedEscape, at: start)
        }
    }

    /// Reads the four hexadecimal digits of an escape; returns nil if there are not four.
    private mutating func hexadecimal() -> UInt16? {
        guard bytes.count - position >= 4 else { return nil }
        var value: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        position += 4
        return value
    }
}
