// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import RegularExpression

@Suite struct RegularExpressionErrorTests {
    @Test(arguments: [
        "a", "^a$", "(a|b)+c?", "[]a]", "[^]a]", "[a-z[:digit:]_-]*", "a{2}", "(ab){1,3}x{2,}",
        "\\.\\[\\\\", "[[.-.]]", "[[=e=]]", "é{3}", "(a{20}){20}", "[\\]", "()", "a||b", "\\bx\\>",
        "[a-]", "[%--]",
        "(){255}{255}{255}",
    ])
    func good(_ pattern: String) {
        #expect(throws: Never.self) { try RegularExpression(parsing: pattern) }
    }

    @Test(arguments: [
        ("", "an empty pattern matches everything"), ("(a", "a ( without its )"),
        ("a)", "a ) without its ("), ("*a", "* has nothing to repeat"),
        ("(+a)", "+ has nothing to repeat"), ("a|?", "? has nothing to repeat"),
        ("{1}", "{ has nothing to repeat"), ("[a", "a [ without its ]"),
        ("[]", "a [ without its ]"),
        ("[[:letter:]]", "there is no character class [:letter:]"),
        ("[[:digit:]-9]", "a range goes from a character to a higher one"),
        ("[[.ch.]]", "[.ch.] is more than one character"), ("\\d", "\\d means nothing here"),
        ("^*a", "* has nothing to repeat"),
        (String(repeating: "(", count: 101), "groups nest at most 100 deep"),
        ("(){255}{255}{255}(a{255}){20}", "the repetitions multiply to too much"),
        ("[[:alpha]", "a [: without its end"),
        ("[z-a]", "a range goes from a character to a higher one"),
        ("a\\", "a \\ at the end"), ("(a)\\1", "back-references are not allowed"),
        ("a{2,1}", "a repetition is {n}, {n,} or {n,m} with n up to m"),
        ("a{x}", "a repetition is {n}, {n,} or {n,m} with n up to m"),
        ("a{256}", "a repetition counts up to 255"),
        ("((a{255}){255}){255}", "the repetitions multiply to too much"),
        (String(repeating: "a", count: 4097), "a pattern is at most 4096 bytes long"),
    ])
    func bad(_ pattern: String, _ problem: String) {
        let error = #expect(throws: RegularExpressionError.self) {
            try RegularExpression(parsing: pattern)
        }
        #expect(error?.description == problem)
    }
}
