// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import JSON

@Suite struct JSONTests {
    @Test(
        arguments: [
            ("null", JSON.null), (" true\n", true), ("false", false), ("0", 0), ("-0", 0),
            ("-12", -12),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", 9223372036854775808.0),
            ("1.0", 1.0), ("-2.5e-3", -0.0025), ("1E2", 100.0), ("\"\"", ""), ("[]", []),
            ("{ }", [:]),
            (#""a\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#, "a\"\\/\u{8}\u{c}\n\r\té😀"),
            ("[1,[ ],{\"a\":[{}]} , null]", [1, [], ["a": [[:]]], nil]),
            ("{\"b\":1,\"a\":{\"c\":[2]},\"b\":3}", ["b": 3, "a": ["c": [2]]]),
            ("\u{FEFF}{\"é\":\"日本\"}", ["é": "日本"]),
        ] as [(String, JSON)])
    func reads(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text.utf8) == value)
        #expect(try JSON(parsing: value.text.utf8) == value)
        #expect(try JSON(parsing: value.prettyText.utf8) == value)
    }

    @Test(
        arguments: [
            ("", 1, 1, JSONError.Problem.unexpectedEnd), ("[1,\n 2", 2, 3, .unexpectedEnd),
            ("{\"a\"", 1, 5, .unexpectedEnd), ("\"a", 1, 3, .unexpectedEnd),
            ("\"\\", 1, 3, .unexpectedEnd), ("-", 1, 2, .unexpectedEnd),
            ("nul", 1, 1, .expectedValue),
            ("[1,]", 1, 4, .expectedValue), ("{\"a\":}", 1, 6, .expectedValue),
            ("NaN", 1, 1, .expectedValue), ("{a:1}", 1, 2, .expectedName),
            ("{\"a\":1,}", 1, 8, .expectedName), ("{\"a\" 1}", 1, 6, .expectedColon),
            ("[\"é\" 2]", 1, 6, .expectedCommaOrEnd), ("[1}", 1, 3, .expectedCommaOrEnd),
            ("{\"a\":1]", 1, 7, .expectedCommaOrEnd), ("1 2", 1, 3, .trailingText),
            ("01", 1, 2, .malformedNumber), ("1.x", 1, 3, .malformedNumber),
            ("[1e+]", 1, 5, .malformedNumber), ("[\n\n1e999]", 3, 1, .numberOutOfRange),
            ("\"a\nb\"", 1, 3, .controlCharacter), (#""\x""#, 1, 2, .malformedEscape),
            (#""\u12g4""#, 1, 2, .malformedEscape), (#""\ud800""#, 1, 2, .malformedEscape),
            (#""\udc00""#, 1, 2, .malformedEscape), (#""\ud800\u0041""#, 1, 2, .malformedEscape),
        ] as [(String, Int, Int, JSONError.Problem)])
    func refuses(text: String, line: Int, column: Int, problem: JSONError.Problem) {
        let expected = JSONError(line: line, column: column, problem: problem)
        #expect(throws: expected) { try JSON(parsing: text.utf8) }
    }

    @Test(arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func refusesWhatIsNotUTF8(bytes: [UInt8]) {
        let expected = JSONError(line: 1, column: 2, problem: .malformedUTF8)
        #expect(throws: expected) { try JSON(parsing: [0x5B, 0x22] + bytes + [0x22, 0x5D]) }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func reachesTheDepthLimitAndNoFurther(open: String, close: String) throws {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + "[]" + String(repeating: close, count: depth)
        }
        let deep = try JSON(parsing: nested(JSON.depthLimit - 1).utf8)
        #expect(deep.text == nested(JSON.depthLimit - 1))
        let error = #expect(throws: JSONError.self) {
            try JSON(parsing: nested(JSON.depthLimit).utf8)
        }
        #expect(error?.problem == .tooDeep)
        #expect(throws: JSONError.self) { try JSON(parsing: nested(1_000_000).utf8) }
    }

    @Test func readsALongList() throws {
        let list = "[" + String(repeating: "{\"a\":1},", count: 100_000) + "0]"
        #expect(try JSON(parsing: list.utf8).array?.count == 100_001)
    }

    @Test func everyPrefixOfADocumentIsRefused() {
        let document = Array(#"{"a":[1.5e3,true,"é\u00e9\ud83d\ude00",{"b":null}],"c":-7}"#.utf8)
        for length in document.indices {
            #expect(throws: JSONError.self) { try JSON(parsing: document[..<length]) }
        }
    }

    @Test func keepsTheOrderOfNames() throws {
        var value = JSONObject([("z", 1), ("a", 2), ("m", 3)])
        value["a"] = 4
        value["m"] = nil
        value["b"] = "x"
        #expect(JSON.object(value).text == #"{"z":1,"a":4,"b":"x"}"#)
        #expect(
            try JSON(parsing: "{\"z\":0,\"a\":[],\"b\":0}".utf8).object?.keys == ["z", "a", "b"])
        #expect((["a": 1, "b": 2] as JSON) == (["b": 2, "a": 1] as JSON))
    }

    @Test func writesWhatATerminalMayShow() {
        let nasty: JSON = "\0\u{1B}[31m\u{7F}\u{9B}\u{2028}\u{2029}\u{202E}\u{2067}\t\r\n\"\\/é😀"
        let safe =
            #""\u0000\u001b[31m\u007f\u009b\u2028\u2029\u202e\u2067\t\r\n\"\\/é😀""#
        #expect(nasty.text == safe)
        #expect((["\u{1B}": nasty] as JSON).text == "{\"\\u001b\":\(safe)}")
        #expect(JSON.number(.infinity).text == "null")
        #expect(([0.1, 1e300, -5] as JSON).text == "[0.1,1e+300,-5]")
    }

    @Test func writesForPeople() {
        let value: JSON = ["a": [1, ["b": "c"]], "d": [], "e": [:]]
        #expect(
            value.prettyText == """
                {
                  "a": [
                    1,
                    {
                      "b": "c"
                    }
                  ],
                  "d": [],
                  "e": {}
                }
                """)
    }

    @Test func givesValuesByNameAndPlace() {
        let none: String? = nil
        let value: JSON = ["a": [1, 2.5, "x", true], "b": JSON(optional: none)]
        #expect(value["a"]?[0]?.integer == 1)
        #expect(value["a"]?[0]?.number == 1)
        #expect(value["a"]?[1]?.integer == nil)
        #expect(value["a"]?[2]?.string == "x")
        #expect(value["a"]?[3]?.bool == true)
        #expect(value["a"]?[4] == nil)
        #expect(value["a"]?[-1] == nil)
        #expect(value["b"]?.isNull == true)
        #expect(value["c"] == nil)
        #expect(value[0] == nil)
        #expect(JSON(optional: "s" as String?) == "s")
        #expect(JSON(optional: 5 as Int64?) == 5)
    }

    @Test func saysWhatIsWrong() {
        let error = JSONError(line: 2, column: 7, problem: .expectedCommaOrEnd)
        #expect("\(error)" == "line 2, column 7: a comma or a closing bracket is missing")
    }
}
