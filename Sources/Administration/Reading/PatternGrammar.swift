// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks the grammar of a POSIX extended regular expression (POSIX.1-2017 XBD 9.4).
///
/// The C library says only that it can't compile a pattern, not why. The grammar also refuses
/// repetitions whose expansion would cost the library too much memory, before it sees them.
struct PatternGrammar {
    /// The longest pattern, in bytes; far more than people write.
    static let byteLimit = 4096
    /// The highest count in `{n,m}` that every system supports (POSIX.1-2017, RE_DUP_MAX).
    static let repetitionLimit = 255
    /// How many states a pattern may expand to.
    static let stateLimit = 20_000

    /// What is wrong with a pattern.
    struct Problem: Error {
        var message: String
    }

    private let bytes: [UInt8]
    private var cursor = 0
    /// The states of each open group so far, the outermost first.
    private var groups = [0]
    /// The states of what a repetition would repeat; nil where nothing can be repeated.
    private var last: Int?

    private static let classes = [
        "alpha", "digit", "alnum", "upper", "lower", "space", "blank", "punct", "print", "graph",
        "cntrl", "xdigit",
    ]

    /// What is wrong with `pattern`, nil when nothing is.
    ///
    /// The grammar gives the reason; the C library, which will match, has the last word.
    static func problem(in pattern: String) -> String? {
        var checker = PatternGrammar(bytes: Array(pattern.utf8))
        do throws(Problem) {
            try checker.check()
        } catch {
            return error.message
        }
        return ExtendedPattern(pattern, ignoresCase: true) == nil
            ? "the C library can't compile it" : nil
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var byte: UInt8? { cursor < bytes.count ? bytes[cursor] : nil }

    private mutating func check() throws(Problem) {
        guard !bytes.isEmpty else { throw Problem(message: "an empty pattern matches everything") }
        guard bytes.count <= PatternGrammar.byteLimit else {
            throw Problem(message: "a pattern is at most \(PatternGrammar.byteLimit) bytes long")
        }
        while let byte {
            cursor += 1
            switch byte {
            case UInt8(ascii: "\\"): try escape()
            case UInt8(ascii: "["):
                try bracket()
                atom()
            case UInt8(ascii: "("):
                groups.append(0)
                last = nil
            case UInt8(ascii: ")"):
                guard groups.count > 1 else { throw Problem(message: "a ) without its (") }
                last = groups.removeLast()
                try add(last ?? 0)
            case UInt8(ascii: "|"), UInt8(ascii: "^"): last = nil
            case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
                guard last != nil else {
                    throw Problem(
                        message: "\(Character(Unicode.Scalar(byte))) has nothing to repeat")
                }
            case UInt8(ascii: "{"): try bounds()
            default: atom()
            }
        }
        guard groups.count == 1 else { throw Problem(message: "a ( without its )") }
    }

    private mutating func atom() {
        last = 1
        groups[groups.count - 1] += 1
    }

    /// Counts `states` more in the group that is open.
    private mutating func add(_ states: Int) throws(Problem) {
        groups[groups.count - 1] += states
        guard groups[groups.count - 1] <= PatternGrammar.stateLimit else {
            throw Problem(message: "the repetitions multiply to too much")
        }
    }

    private mutating func escape() throws(Problem) {
        guard let byte else { throw Problem(message: "a \\ at the end") }
        if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
            throw Problem(message: "back-references are not allowed")
        }
        cursor += 1
        atom()
    }

    /// `{n}`, `{n,}` or `{n,m}`.
    private mutating func bounds() throws(Problem) {
        guard let repeated = last else { throw Problem(message: "{ has nothing to repeat") }
        let malformed = Problem(message: "a repetition is {n}, {n,} or {n,m} with n up to m")
        guard let least = try count() else { throw malformed }
        var most = least
        if byte == UInt8(ascii: ",") {
            cursor += 1
            most = try count() ?? least
        }
        guard byte == UInt8(ascii: "}"), least <= most else { throw malformed }
        cursor += 1
        // One copy is counted already; both factors are small.
        try add(repeated * max(0, most - 1))
        last = repeated * max(1, most)
    }

    private mutating func count() throws(Problem) -> Int? {
        var number: Int?
        while let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
            guard number ?? 0 <= PatternGrammar.repetitionLimit else {
                throw Problem(
                    message: "a repetition counts up to \(PatternGrammar.repetitionLimit)")
            }
            cursor += 1
        }
        return number
    }

    /// The rest of `[...]` (XBD 9.3.5).
    private mutating func bracket() throws(Problem) {
        if byte == UInt8(ascii: "^") { cursor += 1 }
        var isFirst = true
        var start: UInt8?
        while let byte {
            cursor += 1
            if byte == UInt8(ascii: "]"), !isFirst { return }
            isFirst = false
            if byte == UInt8(ascii: "["), let sign = self.byte, ":.=".utf8.contains(sign) {
                cursor += 1
                try named(sign)
                start = nil
            } else if byte == UInt8(ascii: "-"), let low = start, let high = self.byte,
                high != UInt8(ascii: "]")
            {
                guard low <= high else { throw Problem(message: "a range runs backwards") }
                cursor += 1
                start = nil
            } else {
                start = byte
            }
        }
        throw Problem(message: "a [ without its ]")
    }

    /// The rest of `[:name:]`, `[.name.]` or `[=name=]`.
    private mutating func named(_ sign: UInt8) throws(Problem) {
        let start = cursor
        while let byte {
            cursor += 1
            guard byte == sign, self.byte == UInt8(ascii: "]") else { continue }
            let name = String(decoding: bytes[start..<cursor - 1], as: UTF8.self)
            cursor += 1
            guard sign != UInt8(ascii: ":") || PatternGrammar.classes.contains(name) else {
                throw Problem(message: "there is no character class [:\(name):]")
            }
            return
        }
        throw Problem(message: "a [\(Character(Unicode.Scalar(sign))) without its end")
    }
}
