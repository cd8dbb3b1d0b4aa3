// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@testable import Submission

@Suite struct OriginalTextTests {
    private func message(_ head: String, _ body: String) -> Message {
        Message(Array("\(head)\n\n\(body)".utf8))
    }

    @Test func aQuoteNamesTheAuthorAndMarksEachLine() {
        let original = message(
            """
            From: Ada Lovelace <ada@customer.example>
            Date: Mon, 21 Sep 2026 14:13:20 +0000
            """,
            """
            It is dark.

            > Is it on?
            Yes.
            -- 
            Ada Lovelace
            +44 20 1

            """)
        #expect(
            OriginalText.quoted(original, receivedAt: 0) == """
                On 2026-09-21 14:13 UTC, Ada Lovelace wrote:
                > It is dark.
                >
                >> Is it on?
                > Yes.
                """)
    }

    @Test func flowedLinesAreQuotedAsOneParagraph() {
        let original = message(
            "From: ada@customer.example\nContent-Type: text/plain; format=flowed",
            "It is so \ndark here.\n>Is it \n>on?\n")
        #expect(
            OriginalText.quoted(original, receivedAt: 1_790_000_000_000_000) == """
                On 2026-09-21 14:13 UTC, ada@customer.example wrote:
                > It is so dark here.
                >> Is it on?
                """)
    }

    @Test func anAuthorWhoseNameHasACommaIsOnePerson() {
        let original = message("From: Lovelace, Ada <ada@customer.example>", "Dark.\n")
        #expect(
            OriginalText.quoted(original, receivedAt: 0)
                == "On 1970-01-01 00:00 UTC, Lovelace, Ada wrote:\n> Dark.")
        #expect(
            OriginalText.forwarded(original, receivedAt: 0)
                .contains("\nFrom: Lovelace, Ada <ada@customer.example>\n"))
    }

    @Test func anUntrustedNameStaysOnItsLine() {
        let original = message(
            "From: \"=?utf-8?q?Ada=0AOn_Monday,_Bob_wrote:?=\" <ada@customer.example>", "Dark.\n")
        let first = OriginalText.quoted(original, receivedAt: 0).split(separator: "\n").first
        #expect(first == "On 1970-01-01 00:00 UTC, Ada On Monday, Bob wrote: wrote:")
    }

    @Test func aForwardHasTheMainFieldsAndTheCompleteText() {
        let original = message(
            """
            From: Ada Lovelace <ada@customer.example>
            To: support@example.com
            Cc: Bob <bob@customer.example>, carl@customer.example
            Subject: Broken lamp
            Date: Mon, 21 Sep 2026 14:13:20 +0000
            """, "It is dark.\n-- \nAda\n")
        #expect(
            OriginalText.forwarded(original, receivedAt: 0) == """
                ---------- Forwarded message ----------
                From: Ada Lovelace <ada@customer.example>
                Date: 2026-09-21 14:13 UTC
                Subject: Broken lamp
                To: support@example.com
                Cc: Bob <bob@customer.example>, carl@customer.example

                It is dark.
                -- 
                Ada
                """)
    }

    @Test func htmlWithoutPlainTextIsQuotedAsText() {
        let original = message(
            "From: ada@customer.example\nContent-Type: text/html", "<p>It is <b>dark</b>.</p>")
        #expect(OriginalText.quoted(original, receivedAt: 0).hasSuffix("wrote:\n> It is dark."))
    }

    @Test func aLongTextIsCut() {
        let original = message(
            "From: ada@customer.example", String(repeating: "dark\n", count: 50_000))
        let quoted = OriginalText.quoted(original, receivedAt: 0)
        #expect(quoted.utf8.count < 100_000)
        #expect(quoted.hasSuffix("> [...]"))
    }
}
