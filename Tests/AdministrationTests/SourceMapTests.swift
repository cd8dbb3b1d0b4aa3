// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Administration

@Suite("Places of keys in TOML text")
struct SourceMapTests {
    @Test(arguments: ["\n", "\r\n"])
    func everyFormOfKeyIsFound(_ lineEnd: String) {
        let text = [
            "# [comment]",
            "a = \"# no comment [x]\" # one",
            "'b c'.\"d\\u00e9\" = 1",
            "long = \"\"\"",
            "fake = 1",
            "\\\"\"\"\"\"",
            "literal = '''",
            "[fake]'''",
            "[ t . u ]",
            "  \"é\" = []",
            "k = [",
            "  1, # ] }",
            "  [ { x = 2 }, { y = { z = '}' } } ],",
            "]",
            "[[r]]",
            "n = { \"o\" = { p.q = 1979-05-27 07:32:00 } }",
            "[[r]]",
            "m = ''",
            "[r.s]",
            "  w = true",
        ].joined(separator: lineEnd)
        let map = SourceMap(Array(text.utf8))
        func place(_ steps: SourceMap.Step...) -> String {
            let position = map.position(of: steps)
            return "\(position.line):\(position.column)"
        }
        #expect(place(.key("a")) == "2:1")
        #expect(place(.key("b c"), .key("dé")) == "3:1")
        #expect(place(.key("long")) == "4:1")
        #expect(place(.key("fake")) == "1:1")
        #expect(place(.key("literal")) == "7:1")
        #expect(place(.key("t"), .key("u")) == "9:1")
        #expect(place(.key("t"), .key("u"), .key("k")) == "11:1")
        #expect(place(.key("t"), .key("u"), .key("k"), .index(1), .index(0), .key("x")) == "13:7")
        #expect(
            place(.key("t"), .key("u"), .key("k"), .index(1), .index(1), .key("y"), .key("z"))
                == "13:24")
        #expect(place(.key("r"), .index(0)) == "15:1")
        #expect(place(.key("r"), .index(0), .key("n"), .key("o"), .key("p"), .key("q")) == "16:15")
        #expect(place(.key("r"), .index(1), .key("m")) == "18:1")
        #expect(place(.key("r"), .index(1), .key("s"), .key("w")) == "20:3")
    }

    @Test func columnsCountScalars() {
        let map = SourceMap(Array("\u{FEFF}x = { \"ä\" = 'ü', y = 1 }".utf8))
        #expect(map.position(of: [.key("x"), .key("y")]) == SourcePosition(line: 1, column: 18))
    }

    /// Whatever the bytes are, the walk ends.
    @Test func brokenTextEnds() {
        let text = Array("[[a.b]]\nc = [{ d = \"e\\u00\", 'f' = [1, {}] }, '''g''']\n".utf8)
        for end in text.indices {
            for byte in Array("[]{}\"'\\=,.#\n".utf8) {
                _ = SourceMap(text[..<end] + [byte])
                _ = SourceMap(text[..<end] + [byte] + text[end...])
            }
        }
    }
}
