// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Views

/// Texts of messages in spans.
@Suite struct TextViewTests {
    private let quoted = """
        It works now, see https://lamp.example/a(1).

        On Monday Bob wrote:
        > one
        > > two
        > three
        > four
        --\u{20}
        Ada

        """

    @Test func spansAreAllOfTheText() {
        #expect(TextView(quoted).text == quoted)
        #expect(TextView(quoted, foldedInto: .email(7)).text == quoted)
    }

    @Test func quotesHaveADepthAndSignaturesAreMarked() {
        let spans = TextView(quoted).parts.flatMap(\.spans)
        let quotes = spans.compactMap { span -> (Int, String)? in
            guard case .quote(let depth) = span.kind else { return nil }
            return (depth, span.text)
        }
        #expect(quotes.map(\.0) == [1, 2, 1])
        #expect(quotes.map(\.1) == ["> one\n", "> > two\n", "> three\n> four\n"])
        #expect(spans.last == Span("-- \nAda\n", .signature))
    }

    @Test func longQuotesAreFoldedWhereTheWholeIsElsewhere() {
        let folded = TextView(quoted, foldedInto: .email(7))
        #expect(folded.parts.map(\.foldedLines) == [nil, 4, nil])
        #expect(folded.whole == .email(7))
        #expect(TextView(quoted).parts.allSatisfy { $0.foldedLines == nil })
    }

    @Test func contactFormsAreNotFolded() {
        let form = "New request\n\nFrom: Jo\nDate: 1\nSubject: Offer\nMessage: 12 pumps\nA\nB\nC\n"
        let view = TextView(form, foldedInto: .email(7), isAnswer: false)
        #expect(view.whole == .email(7))
        #expect(view.parts.allSatisfy { $0.foldedLines == nil })
        #expect(TextView(form, foldedInto: .email(7)).parts.last?.foldedLines == 4)
    }

    @Test func aTextOfNothingButQuotesIsNotFolded() {
        let text = "> 1\n> 2\n> 3\n> 4\n> 5\n"
        let view = TextView(text, foldedInto: .email(7))
        #expect(view.whole == nil)
        #expect(view.parts.allSatisfy { $0.foldedLines == nil })
        #expect(view.text == text)
    }

    @Test(arguments: [
        ("see https://lamp.example/a, please", "https://lamp.example/a"),
        ("(http://lamp.example/?a=1&b=2)", "http://lamp.example/?a=1&b=2"),
        ("<https://lamp.example/>", "https://lamp.example/"),
        ("https://lamp.example/a\u{202E}gro.live", "https://lamp.example/a"),
    ])
    func addressesOfTheWebAreLinks(_ text: String, _ url: String) {
        let spans = TextView(text).parts.flatMap(\.spans)
        #expect(spans.contains(Span(url, .link(.url(url)))))
        #expect(spans.text == text)
    }

    @Test(arguments: [
        "xhttps://lamp.example/", "https://", "http:// lamp", "javascript:alert(1)",
        "https://" + String(repeating: "a", count: 2_000),
    ])
    func otherTextIsNoLink(_ text: String) {
        for span in TextView(text).parts.flatMap(\.spans) { #expect(span.kind == .plain) }
    }

    @Test func lineEndingsAreLineFeeds() {
        #expect(TextView("a\r\nb\rc\n").text == "a\nb\nc\n")
    }

    @Test func nothingIsMadeSafeHere() {
        #expect(TextView("a\u{1B}[31m\u{202E}").text == "a\u{1B}[31m\u{202E}")
    }
}
