// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import RegularExpression

@Suite struct RegularExpressionTests {
    @Test(
        arguments: [
            ("abc", ["xabcx", "ABC"], ["ab", "acb", ""]), ("^a", ["ab"], ["ba", "\na"]),
            ("a$", ["ba"], ["ab", "a\n"]), ("^$", [""], ["a"]), ("a|b", ["xb"], ["c"]),
            ("^(ab|c)+$", ["abc", "cab"], ["acb", ""]), ("^a*b?$", ["", "aab"], ["abb"]),
            ("^a{2}$", ["aa"], ["a", "aaa"]), ("^a{2,}$", ["aaaa"], ["a"]),
            ("^a{1,2}$", ["a", "aa"], ["aaa", ""]), ("^(a{2}b){2}$", ["aabaab"], ["aab"]),
            ("^a{0}b$", ["b"], ["ab"]), ("a.c", ["a\nc", "aöc"], ["ac"]),
            ("[[:digit:]]{3}", ["x123"], ["12", "٣٣٣"]), ("[^a-z]", ["a1"], ["abc", "ABC"]),
            ("[]x]", ["]"], ["["]), ("[^]x]", ["a"], ["]", "x"]), ("[a-]", ["-"], ["b"]),
            ("[[.-.]]", ["-"], ["a"]), ("[[=e=]]", ["E"], ["é"]), ("[\\]", ["\\"], ["a"]),
            ("\\.\\*", [".*"], ["ab"]), ("\\bcar\\b", ["my car."], ["scar", "care"]),
            ("\\<a\\w+\\>", ["x ab"], ["xab"]), ("a\\Bb", ["ab"], ["a b"]),
            ("\\s\\S\\W", [" a!"], ["abc"]), ("(a*)*b", ["aab"], ["aac"]),
            ("(a*)+$", ["b", ""], []), ("(|a)+b", ["b", "aab"], ["a"]), ("()", ["", "x"], []),
            ("(^)*a", ["ba"], ["b"]), ("(\\b){2}a", ["b a"], ["ba"]), ("a($)+", ["a"], ["ab"]),
            ("^(a|ab)(c|bcd)(d*)$", ["abcd", "abcdd", "acd"], ["abd"]),
        ] as [(String, [String], [String])])
    func findsWhatPOSIXSays(pattern: String, found: [String], notFound: [String]) throws {
        let expression = try RegularExpression(parsing: pattern)
        for text in found { #expect(expression.isFound(in: text), "\(text)") }
        for text in notFound { #expect(!expression.isFound(in: text), "\(text)") }
    }

    /// Letters count in whichever case, as Unicode has it.
    @Test(
        arguments: [
            ("schön", "SCHÖN", true), ("[äö]", "Ä", true), ("[Ä-Ö]", "ö", true),
            ("^.$", "ö", true), ("^ö{2}$", "ÖÖ", true), ("σ", "ς", true), ("ΟΔΟΣ", "οδος", true),
            ("[ς]", "Σ", true), ("straße", "STRAẞE", true), ("ß", "ss", false),
            ("k", "\u{212A}", true), ("[[:upper:]]", "ö", true), ("[^[:alpha:]]", "ж", false),
            ("приве[т]", "ПРИВЕТ", true), ("ı", "İ", false), ("İ", "İ", true),
            ("日本+", "日本本", true),
        ] as [(String, String, Bool)])
    func caseIsUnicodes(pattern: String, text: String, isFound: Bool) throws {
        #expect(try RegularExpression(parsing: pattern).isFound(in: text) == isFound)
    }

    /// Patterns over which other programs take minutes; here steps are bounded by states times
    /// places, whatever the text.
    @Test(arguments: [
        "(a*)*b{9}", "(a|aa)+c$", "(a|b)*a(a|b){30}c", "([ab]{0,50}a){20}c", "(a+a+)+y",
        "(.*a){60}c", "((a{1,9}){1,9}){1,5}c", "(a?){100}a{100}c",
    ])
    func stepsAreBounded(pattern: String) throws {
        let expression = try RegularExpression(parsing: pattern)
        let text = (0..<500).map { $0 * $0 % 7 < 3 ? "a" : "b" }.joined()
        var search = RegularExpressionSearch(expression.program, in: text)
        let isFound = search.run()
        #expect(!isFound)
        #expect(search.steps <= expression.program.instructions.count * (text.utf8.count + 1))
        #expect(search.steps > 500)
    }

    @Test func statesReachTheLimitAndNoFurther() throws {
        let most = RegularExpressionLimits.states
        let full = "(a{99}b){29}" + String(repeating: "c", count: most - 2_901)
        #expect(try RegularExpression(parsing: full).program.instructions.count == most)
        #expect(throws: RegularExpressionError.tooManyStates) {
            try RegularExpression(parsing: full + "c")
        }
    }
}
