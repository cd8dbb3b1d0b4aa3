// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

@testable import JSON

/// Documents made at random, whole and damaged, mean the same to us and to Foundation.
@Suite struct SecondOpinionTests {
    @Test(arguments: 0..<10)
    func agrees(round: Int) {
        var generator = DocumentGenerator(seed: UInt64(round))
        var accepted = 0
        for _ in 0..<200 {
            let text = generator.document()
            let variants = [
                Array(text.utf8), generator.damaged(text), generator.damaged(text),
            ]
            for bytes in variants where !Self.isKnownDifference(bytes) {
                let ours = try? JSON(parsing: bytes)
                if ours != nil { accepted += 1 }
                #expect(
                    ours.map(Self.plain) == Self.foundation(bytes),
                    "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            }
        }
        #expect((200..<500).contains(accepted))
    }

    /// What we write Foundation reads back.
    @Test(arguments: 0..<10)
    func isRead(round: Int) throws {
        var generator = DocumentGenerator(seed: UInt64(round))
        for _ in 0..<100 {
            let value = try JSON(parsing: generator.document().utf8)
            #expect(Self.foundation(Array(value.text.utf8)) == Self.plain(value))
            #expect(Self.foundation(Array(value.prettyText.utf8)) == Self.plain(value))
        }
    }

    /// Foundation takes a comma before the end (RFC 8259 has none there), and keeps more digits of a
    /// number than a `Double` has.
    @Test(arguments: ["[1, ]", "{\"a\":1,}", "922.3372036854775807"])
    func differsWhereItIsKnownTo(text: String) {
        #expect(Self.isKnownDifference(Array(text.utf8)))
        #expect(
            (try? JSON(parsing: text.utf8)).map(Self.plain) != Self.foundation(Array(text.utf8)))
    }

    private static func isKnownDifference(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.contains(/,\s*[\]}]/) || text.contains(/[0-9.]{18}/) && text.contains(/[0-9]\./)
    }

    private static func foundation(_ bytes: [UInt8]) -> NSObject? {
        let value = try? JSONSerialization.jsonObject(
            with: Data(bytes), options: .fragmentsAllowed)
        return value as? NSObject
    }

    private static func plain(_ value: JSON) -> NSObject {
        switch value {
        case .null: NSNull()
        case .bool(let flag): NSNumber(value: flag)
        case .integer(let integer): NSNumber(value: integer)
        case .number(let number): NSNumber(value: number)
        case .string(let string): string as NSString
        case .array(let elements): elements.map(plain) as NSArray
        case .object(let members):
            members.map { ($0.key, plain($0.value)) }
                .reduce(into: NSMutableDictionary()) { $0[$1.0] = $1.1 }
        }
    }
}

/// Makes JSON texts, the same ones for the same seed.
private struct DocumentGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    // SplitMix64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func document() -> String { value(depth: 0) }

    /// The text with a byte or two lost, changed or added.
    mutating func damaged(_ text: String) -> [UInt8] {
        let strays = Array("\"\\{}[]:,0-+.eEtn u\n\u{1}".utf8) + [0xC3, 0xFF]
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1..<3, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            let stray = strays.randomElement(using: &self) ?? 0
            switch Int.random(in: 0..<3, using: &self) {
            case 0 where place < bytes.count: bytes.remove(at: place)
            case 1 where place < bytes.count: bytes[place] = stray
            default: bytes.insert(stray, at: place)
            }
        }
        return bytes
    }

    private mutating func value(depth: Int) -> String {
        let space = pick(["", "", " ", "\n", "\t\r\n"])
        switch Int.random(in: 0..<(depth < 4 ? 8 : 6), using: &self) {
        case 0: return space + pick(["null", "true", "false"])
        case 1, 2:
            let numbers = [
                "0", "-1", "17", "9223372036854775807", "-9223372036854775808", "1.5", "-0.25",
                "1e3", "2E-2", "12.5e+1", "0.1", "123456789.125",
            ]
            return pick(numbers) + space
        case 3, 4: return string()
        case 5: return pick(["[]", "{}", "[ ]", "{\n}"])
        case 6:
            let elements = (0..<Int.random(in: 1..<4, using: &self)).map { _ in
                value(depth: depth + 1)
            }
            return "[" + elements.joined(separator: "," + space) + "]"
        default:
            let members = (0..<Int.random(in: 1..<4, using: &self)).map { _ in
                string() + space + ":" + value(depth: depth + 1)
            }
            return "{" + members.joined(separator: ",") + space + "}"
        }
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "b c", "é", "日", "😀", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9",
            "\\uD83D\\uDE00", "\\u0000", "\u{7F}",
        ]
        let content = (0..<Int.random(in: 0..<5, using: &self)).map { _ in pick(pieces) }
        return "\"" + content.joined() + "\""
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &self) ?? ""
    }
}
