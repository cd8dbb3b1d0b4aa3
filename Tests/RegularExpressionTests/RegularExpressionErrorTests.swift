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
        ("", "an empty pattern matches everything"), ("(a", "unmatched ("),
        ("a)", "unmatched )"), ("*a", "* has nothing to repeat"),
        ("(+a)", "+ has nothing to repeat"), ("a|?", "? has nothing to repeat"),
        ("{1}", "{ has nothing to repeat"), ("[a", "unmatched ["),
        ("[]", "unmatched ["),
        ("[[:letter:]]", "unknown character class [:letter:]"),
        ("[[:digit:]-9]", "a range must go from a lower to a higher character"),
        ("[[.ch.]]", "[.ch.] is more than one character"), ("\\d", "unknown escape \\d"),
        ("^*a", "* has nothing to repeat"),
        (String(repeating: "(", count: 101), "groups may be nested at most 100 deep"),
        ("(){255}{255}{255}(a{255}){20}", "the repetitions expand to too many states"),
        ("[[:alpha]", "unclosed [:"),
        ("[z-a]", "a range must go from a lower to a higher character"),
        ("a\\", "trailing \\"), ("(a)\\1", "back-references are not allowed"),
        ("a{2,1}", "a repetition must be {n}, {n,} or {n,m} with n at most m"),
        ("a{x}", "a repetition must be {n}, {n,} or {n,m} with n at most m"),
        ("a{256}", "repetition counts must be at most 255"),
        ("((a{255}){255}){255}", "the repetitions expand to too many states"),
        (String(repeating: "a", count: 4097), "patterns must be at most 4096 bytes long"),
    ])
    func bad(_ pattern: String, _ problem: String) {
        let error = #expect(throws: RegularExpressionError.self) {
            try RegularExpression(parsing: pattern)
        }
        #expect(error?.description == problem)
    }
}
