// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TOMLKit
import Testing

@testable import Administration

/// Each value that TOMLKit finds in a text made at random has a place, and its key stands there.
@Suite struct SourceMapSecondOpinionTests {
    @Test(arguments: 0..<10)
    func everyValueHasItsKey(round: Int) throws {
        var generator = TOMLGenerator(seed: UInt64(round))
        var keys = 0
        for _ in 0..<50 {
            let text = generator.document()
            let table = try #require(try? TOMLTable(string: text), "\(text)")
            let map = SourceMap(Array(text.utf8))
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            Self.visit(table, at: []) { path, number in
                keys += 1
                let place = map.position(of: path)
                let rest = lines[place.line - 1].unicodeScalars.dropFirst(place.column - 1)
                // The number that the generator wrote behind the key; a table stands at its header.
                let marker = "k\(number)"
                #expect(
                    String(Substring(rest)).hasPrefix(marker)
                        || String(Substring(rest)).hasPrefix("\"\(marker)\"")
                        || String(Substring(rest)).hasPrefix("'\(marker)'"),
                    "\(path) at \(place) in:\n\(text)")
            }
        }
        #expect(keys > 100)
    }

    /// Calls a function for each key whose value is an integer, which is the number in its name.
    private static func visit(
        _ value: any TOMLValueConvertible, at path: [SourceMap.Step],
        _ body: ([SourceMap.Step], Int) -> Void
    ) {
        if let number = value.int, case .key? = path.last {
            body(path, number)
        } else if let table = value.table {
            for key in table.keys {
                if let member = table[key] { visit(member, at: path + [.key(key)], body) }
            }
        } else if let array = value.array {
            for index in 0..<array.count { visit(array[index], at: path + [.index(index)], body) }
        }
    }
}

/// Makes TOML texts, the same ones for the same seed; the value of each key `k17` is 17.
private struct TOMLGenerator: RandomNumberGenerator {
    private var state: UInt64
    private var last = 0

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

    mutating func document() -> String {
        last = 0
        var text = members()
        for table in 0..<Int.random(in: 0..<4, using: &self) {
            let header = pick(["[t\(table)]", "[ t\(table) . \"ü.x\" ]", "[[list]]", "[[list.a]]"])
            // A table inside of an array of tables needs one to stand in.
            text += header == "[[list.a]]" ? "[[list]]\n[[list.a]] # [x]\n" : header + "\n"
            text += members()
        }
        return text
    }

    private mutating func members() -> String {
        (0..<Int.random(in: 0..<5, using: &self)).map { _ in member() }.joined()
    }

    private mutating func member() -> String {
        let comment = pick(["", "", " # k1 = 2, [x] \"", "\n\n", "\n# 'a' = '''\n"])
        last += 1
        switch Int.random(in: 0..<4, using: &self) {
        case 0:
            let decoy = pick([
                "\"# [x]\\\" k1 = 1\"", "'k1 = 1'", "\"\"\"\nk1 = 1\n[t]\\\"\"\"\"", "'''\n[t]'''",
                "1979-05-27 07:32:00", "-1.5e3", "[ \"]\", ']' ]",
            ])
            return "s\(last) = \(decoy)\(comment)\n"
        case 1: return "o\(last) = \(value(depth: 0))\(comment)\n"
        default: return "\(pair())\(comment)\n"
        }
    }

    private mutating func pair() -> String {
        last += 1
        let space = pick(["", " ", "\t"])
        return pick(["k\(last)", "\"k\(last)\"", "'k\(last)'"]) + "\(space)=\(space)\(last)"
    }

    private mutating func value(depth: Int) -> String {
        let newline = pick(["", "\n", " # ]\n"])
        switch Int.random(in: 0..<(depth < 3 ? 4 : 2), using: &self) {
        case 0: return pick(["true", "\"}\"", "']'", "[]", "{}"])
        case 1: return "{ \(pair()) , \(pair()) }"
        case 2:
            let tables = (0..<Int.random(in: 1..<4, using: &self)).map { _ in
                value(depth: depth + 1)
            }
            return "[" + tables.joined(separator: ",\(newline)") + newline + "]"
        default:
            last += 1
            return "{ n\(last) = \(value(depth: depth + 1)), \(pair()) }"
        }
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &self) ?? ""
    }
}
