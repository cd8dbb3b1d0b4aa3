// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

/// Tests of the identifiers in Message-ID, In-Reply-To and References.
@Suite struct MessageIdentifierTests {
    private func identifiers(_ value: String) -> [String] {
        Message(Array("References: \(value)\n\n".utf8)).references
    }

    @Test(arguments: ["<>", "< >", "", " ", "<\t>", "<", ">", "<<>>", "<> <>", "(none) <>"])
    func `empty brackets are no identifier`(value: String) {
        #expect(identifiers(value) == [])
        #expect(Message(Array("Message-ID: \(value)\n\n".utf8)).messageID == nil)
    }

    @Test(arguments: [
        ("12345", ["12345"]), ("<12345>", ["12345"]), ("<a@b", ["a@b"]), ("a@b>", ["a@b"]),
        ("<> <a@b>", ["a@b"]), ("<a @\n b>", ["a@b"]),
    ])
    func `identifiers without brackets or domain are read`(value: String, found: [String]) {
        #expect(identifiers(value) == found)
    }

    @Test(arguments: [
        ("=?utf-8?q?=3Ca=40b=2Eexample=3E?=", ["a@b.example"]),
        (
            "=?utf-8?Q?=3Ca=40b=2Eexample?=\n =?utf-8?q?=3E_=3Cc=40?= =?utf-8?q?d=3E?=",
            ["a@b.example", "c@d"]
        ),
        ("=?UTF-8?B?PGFAYi5leGFtcGxlPg==?=", ["a@b.example"]),
        ("=?utf-8?q?<a@b.example>?=", ["a@b.example"]),
        ("=?utf-8?q?a=40b=2Eexample?=", ["a@b.example"]),
        ("=?utf-8?q?=3C=3E?=", []),
    ])
    func `encoded words are decoded`(value: String, found: [String]) {
        #expect(identifiers(value) == found)
    }

    @Test(arguments: [
        ("=?utf-8?q?Your_message?= <=?x?=1@c.example>", ["=?x?=1@c.example"]),
        ("=?utf-8?q?=3Cx=40y=3E?= <a@b>", ["a@b"]),
        ("<=?utf-8?q?a?=@b>", ["=?utf-8?q?a?=@b"]),
        ("<=?utf-8?q?a@b>", ["=?utf-8?q?a@b"]),
    ])
    func `identifiers in brackets are taken as they are`(value: String, found: [String]) {
        #expect(identifiers(value) == found)
    }

    @Test func `many unfinished words are read once`() {
        #expect(identifiers(String(repeating: "=?a?q?", count: 100_000)).count == 1)
    }
}
