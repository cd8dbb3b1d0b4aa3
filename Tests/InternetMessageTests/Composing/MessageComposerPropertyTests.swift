// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import InternetMessage
import Testing

/// Nasty values, made at random from nasty pieces, must come back as they were, and only they.
@Suite struct MessageComposerPropertyTests {
    private static let pieces = [
        "a", "B c", " ", "  ", "\r\n", "\n", "\r", "\0", "\t", "\r\nBcc: x@y\r\n\r\n", "é", "日本",
        "😀",
        "👨‍👩‍👧‍👦", "e\u{301}\u{302}", "שלום", "\u{202E}", "\u{2028}", "\u{85}", "\"", "\\",
        "=?UTF-8?Q?a?=",
        "=?", "?=", "_", "=", "<", ">", ",", ";", ":", "@", "(", ")", ".", "\u{FEFF}", "\u{1B}[2J",
        "\u{7F}", "From ", "--", "https://example.com/abcdefghijklmnopqrstuvwxyz", "x" + "\u{301}",
    ]

    @Test(arguments: 0..<200)
    func headersComeBack(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let subject = Self.nasty(&random)
        let name = Self.nasty(&random)
        let local = Self.nasty(&random)
        var composer = MessageComposer()
        composer.addField("Subject", unstructured: subject)
        composer.addField("From", addresses: [(name, "someone@example.com")])
        composer.addField(
            "To", addresses: [(name, local + "@example.com"), (nil, "b@example.com")])
        composer.addField("X-Structured", structured: subject)
        composer.addField("X-Last", structured: "end")
        composer.setBody(text: "body", html: nil)
        let message = composer.bytes()

        let lines = message.split(separator: 0x0A, omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { $0.count <= 998 })
        #expect(!message.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
        let fields = try Self.fields(of: message)
        var names = fields.map(\.name)
        // A value may leave nothing of itself; all else is there, in order, and nothing more.
        names.removeAll { ["To", "X-Structured"].contains($0) }
        #expect(
            names == [
                "Subject", "From", "X-Last", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        #expect(Self.decoded(fields[0].value) == Self.words(subject))
        #expect(fields[0].value.utf8.allSatisfy { $0 < 0x80 })
        let from = fields[1].value
        let address = Self.words(name).isEmpty ? "someone@example.com" : "<someone@example.com>"
        #expect(from.hasSuffix(address))
        let phrase = from.dropLast(address.count)
        #expect(Self.decoded(Self.unquoted(String(phrase))) == Self.words(name))
        let isOmitted = composer.omissions.contains { $0.reason == .address }
        if let to = fields.first(where: { $0.name == "To" }) {
            #expect(Self.addressCount(to.value) == (isOmitted ? 1 : 2))
        }
        let plain = String(
            String.UnicodeScalarView(
                local.unicodeScalars.filter {
                    $0 != "@" && $0.properties.generalCategory != .control
                        && !["\u{2028}", "\u{2029}"].contains($0)
                }))
        if !Self.words(plain).isEmpty {
            var second = MessageComposer()
            second.addField(
                "To", addresses: [(name, plain + "@example.com"), (nil, "b@c.example")])
            #expect(second.omissions == [])
            let to = try #require(try Self.fields(of: second.bytes()).first)
            #expect(Self.addressCount(to.value) == 2)
        }
    }

    @Test(arguments: 0..<200)
    func bodiesComeBack(seed: Int) throws {
        var random = SeededGenerator(state: UInt64(seed))
        let text = Self.nasty(&random) + Self.nasty(&random)
        var composer = MessageComposer()
        composer.setBody(text: text, html: nil)
        let message = composer.bytes()
        let encoding = try #require(try Self.fields(of: message).last?.value)
        let end = try #require(message.firstRange(of: [0x0A, 0x0A]))
        let body = Array(message[end.upperBound...])
        #expect(body.allSatisfy { $0 < 0x80 && ($0 != 0 || encoding == "7bit") })
        let content =
            switch encoding {
            case "base64":
                Array(try #require(Data(base64Encoded: Data(body.filter { $0 != 0x0A }))))
            case "quoted-printable": Self.unescaped(body)
            default: body
            }
        var expected: [UInt8] = []
        for (before, byte) in zip([0] + text.utf8, text.utf8) where (before, byte) != (0x0D, 0x0A) {
            expected.append(byte == 0x0D ? 0x0A : byte)
        }
        if let last = expected.last, last != 0x0A { expected.append(0x0A) }
        #expect(content.filter { $0 != 0x0D } == expected)
    }

    @Test(arguments: ["é", "日", "😀", "x", "e\u{301}", "=?", "👨‍👩‍👧‍👦", "x\u{301}\u{302}\u{303}"])
    func aLongSubjectComesBack(piece: String) throws {
        let subject = String(repeating: piece, count: 2000)
        var composer = MessageComposer()
        composer.addField("Subject", unstructured: subject)
        let message = composer.bytes()
        let lines = message.split(separator: 0x0A)
        #expect(lines.allSatisfy { $0.count <= 76 })
        // Each encoded word is UTF-8 by itself.
        for word in message.split(whereSeparator: { $0 == 0x0A || $0 == 0x20 }).dropFirst() {
            let word = String(decoding: word, as: UTF8.self)
            #expect(Self.encodedWord(word) != nil && word.utf8.count <= 75)
        }
        #expect(Self.decoded(try Self.fields(of: message)[0].value) == Array(subject.utf8))
    }

    private static func nasty(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...40, using: &random))
            .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    /// What should come back of a value: its words with a space between them.
    private static func words(_ value: String) -> [UInt8] {
        Array(
            value.utf8.split { $0 <= 0x20 || $0 == 0x7F }.map(Array.init).joined(separator: [0x20]))
    }
}

// A reader of its own, as simple as it gets.
extension MessageComposerPropertyTests {
    private static func fields(of message: [UInt8]) throws -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for line in message.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if line.isEmpty { break }
            let text = String(decoding: line, as: UTF8.self)
            if line.first == 0x20 {
                #expect(line.contains { $0 != 0x20 })
                fields[fields.count - 1].value += text
            } else {
                let colon = try #require(text.utf8.firstIndex(of: UInt8(ascii: ":")))
                let value = text.utf8[colon...].dropFirst().drop { $0 == 0x20 }
                fields.append((String(text[..<colon]), String(decoding: value, as: UTF8.self)))
            }
        }
        return fields
    }

    /// The text of a value with its encoded words decoded; white space between two is left out.
    private static func decoded(_ value: String) -> [UInt8] {
        var output: [UInt8] = []
        var afterEncoded = false
        for word in value.utf8.split(separator: 0x20).map({ String(decoding: $0, as: UTF8.self) }) {
            let encoded = encodedWord(word)
            if !output.isEmpty, !(afterEncoded && encoded != nil) { output.append(0x20) }
            output += encoded ?? Array(word.utf8)
            afterEncoded = encoded != nil
        }
        return output
    }

    private static func encodedWord(_ word: String) -> [UInt8]? {
        let parts = word.utf8.split(separator: UInt8(ascii: "?"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 5, parts[0] == "=", parts[1] == "UTF-8", parts[4] == "=" else {
            return nil
        }
        let bytes =
            parts[2] == "B"
            ? Data(base64Encoded: parts[3]).map(Array.init)
            : unescaped(Array(parts[3].utf8).map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
        return bytes.flatMap { String(validating: $0, as: UTF8.self) == nil ? nil : $0 }
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "=") else {
                output.append(bytes[index])
                index += 1
                continue
            }
            if bytes[index + 1] == 0x0A {
                index += 2
            } else {
                let digits = String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
                output.append(UInt8(digits, radix: 16) ?? 0)
                index += 3
            }
        }
        return output
    }

    private static func unquoted(_ phrase: String) -> String {
        let phrase = Array(phrase.utf8.reversed().drop { $0 == 0x20 }.reversed())
        guard phrase.first == UInt8(ascii: "\"") else {
            return String(decoding: phrase, as: UTF8.self)
        }
        var output: [UInt8] = []
        var isEscape = false
        for byte in phrase.dropFirst().dropLast() {
            if !isEscape, byte == UInt8(ascii: "\\") {
                isEscape = true
            } else {
                output.append(byte)
                isEscape = false
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// How many addresses a value has: one more than commas outside of quotes.
    private static func addressCount(_ value: String) -> Int {
        var count = 1
        var isQuoted = false
        var isEscape = false
        for byte in value.utf8 {
            if isEscape {
                isEscape = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscape = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: ",") {
                count += 1
            }
        }
        return isQuoted ? 0 : count
    }
}

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
