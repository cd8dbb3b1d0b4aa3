// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

@Suite struct FlowedTextTests {
    static let texts: [(String, Bool, [String])] = [
        ("one \ntwo\nthree\n", false, ["0 one two", "0 three"]),
        ("one \ntwo\n", true, ["0 onetwo"]),
        (">> a \n>> b\n> c \nd\n", false, ["2 a b", "1 c ", "0 d"]),
        ("  stuffed\n From x\n > y\n", false, ["0  stuffed", "0 From x", "0 > y"]),
        ("a \n-- \nb", false, ["0 a ", "0 -- ", "0 b"]), ("> -- \n> x\n", true, ["1 -- ", "1 x"]),
        ("\n\nx", false, ["0 ", "0 ", "0 x"]), ("", false, []), (" ", false, ["0 "]),
        ("a ", false, ["0 a "]), ("> \n> a", false, ["1 ", "1 a"]),
    ]

    @Test(arguments: texts)
    func joinsLines(_ text: String, _ deletesSpace: Bool, _ paragraphs: [String]) {
        #expect(
            FlowedText.paragraphs(text, deletesSpace: deletesSpace)
                .map { "\($0.quoteDepth) \($0.text)" } == paragraphs)
    }

    @Test func readsThePartsParameters() {
        let head = "Content-Type: text/plain; format=Flowed; delsp=YES; charset=utf-8\n\n"
        let part = Message(Array((head + "ab \ncd\n>e \n> f\n").utf8)).root
        #expect(part.isFlowed)
        #expect(part.deletesSpace)
        #expect(part.unwrappedText() == "abcd\n> ef\n")
        let fixed = Message(Array("Content-Type: text/plain\n\nab \ncd".utf8)).root
        #expect(!fixed.isFlowed)
        #expect(fixed.unwrappedText() == "ab \ncd")
    }

    static let lines = [
        "", "short", " indented", "> quoted", "> > twice", ">> twice", "From here", "-- ", "end  ",
        ">", "> ", ">From", String(repeating: "word ", count: 60), "-", "a -- b",
        "> " + String(repeating: "quoted words ", count: 20), String(repeating: "x", count: 300),
        String(repeating: "a  b ", count: 40), String(repeating: "-- ", count: 60),
        String(repeating: ">", count: 30), "x" + String(repeating: " ", count: 100) + "y",
        String(repeating: "日本 ", count: 40), "> -- ",
    ]

    /// Lines made to flow come back as they were, with the quote marks of one style.
    @Test func wrappedTextComesBack() {
        for first in Self.lines {
            for second in Self.lines {
                let lines = Array((first + "\n" + second + "\n").utf8)
                let wrapped = FlowedText.wrapped(lines)
                let text = String(decoding: wrapped, as: UTF8.self)
                let back = FlowedText.unwrapped(text, deletesSpace: false)
                let expected = [first, second].map { Self.normal($0) + "\n" }.joined()
                #expect(back == expected, "\(first)|\(second)|\(text)")
                #expect(
                    wrapped.split(separator: 0x0A).allSatisfy {
                        $0.count <= 78 || $0.count > 78 && !$0.dropLast().contains(0x20)
                            || first.hasPrefix(">") || second.hasPrefix(">") || $0.count <= 180
                    })
            }
        }
    }

    /// A line with quote marks as `> ` style puts them, without spaces at its end.
    private static func normal(_ line: String) -> String {
        var rest = line[...]
        var depth = 0
        while depth < 20, rest.hasPrefix(">") || depth > 0 && rest.hasPrefix(" >") {
            rest = rest.drop { $0 == " " }.dropFirst()
            depth += 1
        }
        if depth > 0, rest.hasPrefix(" ") { rest = rest.dropFirst() }
        if rest != "-- " { while rest.last == " " { rest.removeLast() } }
        return String(repeating: ">", count: depth) + (depth > 0 && !rest.isEmpty ? " " : "") + rest
    }

    @Test func survivesCutsAndChanges() {
        for bytes in mutations(of: Array(Self.lines.joined(separator: "\n").utf8)) {
            let text = String(decoding: bytes, as: UTF8.self)
            let paragraphs = FlowedText.paragraphs(text, deletesSpace: true)
            #expect(paragraphs.reduce(0) { $0 + $1.text.utf8.count } <= text.utf8.count)
            #expect(FlowedText.wrapped(bytes).count <= bytes.count * 2 + 2)
        }
    }
}
