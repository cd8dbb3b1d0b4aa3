// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Submission

@Suite struct SafeExcerptTests {
    @Test(arguments: [
        ("Broken lamp", "Broken lamp"), ("a\r\nBcc: b", "a Bcc: b"), ("a\u{0}b\u{202E}c", "a b c"),
        ("see https://evil.example/x now", "see now"), ("WWW.evil.example", ""),
        ("win at evil.example/now", "win at"), ("v1.2 and e.g. this", "v1.2 and e.g. this"),
        (String(repeating: "x", count: 80), String(repeating: "x", count: 80)),
        (String(repeating: "x", count: 81), String(repeating: "x", count: 79) + "…"),
    ])
    func strangersWordsAreFewAndHarmless(text: String, expected: String) {
        #expect(SafeExcerpt.of(text, isAuthenticated: false) == expected)
    }

    @Test func textOfAuthenticatedSendersIsKeptOnOneLine() {
        let long = String(repeating: "word ", count: 50) + "https://customer.example/x"
        #expect(SafeExcerpt.of(long, isAuthenticated: true) == long)
        #expect(SafeExcerpt.of("a\r\nBcc: b\u{7}", isAuthenticated: true) == "a Bcc: b")
        let huge = String(repeating: "x", count: 100_000)
        #expect(SafeExcerpt.of(huge, isAuthenticated: true).utf8.count == 8_192)
    }
}
