// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Administration

@Suite("Regular expressions of conditions")
struct PatternGrammarTests {
    @Test(arguments: [
        "a", "^a$", "(a|b)+c?", "[]a]", "[^]a]", "[a-z[:digit:]_-]*", "a{2}", "(ab){1,3}x{2,}",
        "\\.\\[\\\\", "[[.-.]]", "[[=e=]]", "é{3}", "(a{20}){20}", "[\\]",
    ])
    func good(_ pattern: String) {
        #expect(PatternGrammar.problem(in: pattern) == nil)
    }

    @Test(arguments: [
        ("", "an empty pattern matches everything"), ("(a", "a ( without its )"),
        ("a)", "a ) without its ("), ("*a", "* has nothing to repeat"),
        ("(+a)", "+ has nothing to repeat"), ("a|?", "? has nothing to repeat"),
        ("{1}", "{ has nothing to repeat"), ("[a", "a [ without its ]"),
        ("[]", "a [ without its ]"),
        ("[[:letter:]]", "there is no character class [:letter:]"),
        ("[[:alpha]", "a [: without its end"), ("[z-a]", "a range runs backwards"),
        ("a\\", "a \\ at the end"), ("(a)\\1", "back-references are not allowed"),
        ("a{2,1}", "a repetition is {n}, {n,} or {n,m} with n up to m"),
        ("a{x}", "a repetition is {n}, {n,} or {n,m} with n up to m"),
        ("a{256}", "a repetition counts up to 255"),
        ("((a{255}){255}){255}", "the repetitions multiply to too much"),
        (String(repeating: "a", count: 4097), "a pattern is at most 4096 bytes long"),
    ])
    func bad(_ pattern: String, _ problem: String) {
        #expect(PatternGrammar.problem(in: pattern) == problem)
    }
}
