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

    @Test(
        "Automatic replies carry no bare domain, however it is spelled",
        arguments: [
            "evil.com", "EVIL.CO.UK", "evil。com", "evil．com", "evil｡com", "evil․com", "ｅｖｉｌ.ｃｏｍ",
            "a.b.com", "t.me", "1.2.3.4", "1.2.3.4:8080", "(10.0.0.1)", "[::1]", "::1",
            "[2001:db8::1]:25", "2001:db8:0:0:0:0:0:1", "user@evil.com", "user＠evil.com",
            "user@[1.2.3.4]", "xn--80ak6aa92e", "evil.xn--p1ai", "пример.рф",
            "उदाहरण.परीक्षा", "(evil.com)", "\"evil.com\"", "evil.com,", "see:evil.com",
            "e\u{AD}vil.c\u{200B}om", "evil\u{E0041}.com", "evil\u{3164}.com", "mailto:x",
            "tel:+4930",
            "Re:http:x", "\\\\server\\share", "evil-.com", "HTTPS://x", "ftp.evil.com",
        ])
    func noBareDomain(word: String) {
        #expect(SafeExcerpt.of("at \(word) today", isAuthenticated: false) == "at today")
    }

    @Test(
        "Words that are no link stay",
        arguments: [
            "v1.2", "3.1.2", "e.g.", "U.S.A.", "12:30:45", "std::vector", "Foo::Bar", "@home",
            "A-17", "Hotel:Berlin", "Re:", "00:1a:2b:3c:4d:5e", "Straße", "…", "und/oder", "C:\\x",
            "100%", "no.", "x--y",
        ])
    func noLink(word: String) {
        #expect(SafeExcerpt.of("at \(word) today", isAuthenticated: false) == "at \(word) today")
    }

    @Test func textOfAuthenticatedSendersIsKeptOnOneLine() {
        let long = String(repeating: "word ", count: 50) + "https://customer.example/x"
        #expect(SafeExcerpt.of(long, isAuthenticated: true) == long)
        #expect(SafeExcerpt.of("a\r\nBcc: b\u{7}", isAuthenticated: true) == "a Bcc: b")
        let huge = String(repeating: "x", count: 100_000)
        #expect(SafeExcerpt.of(huge, isAuthenticated: true).utf8.count == 8_192)
    }
}
