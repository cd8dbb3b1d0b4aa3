// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

/// Tests the search expressions made from queries.
@Suite struct SearchTreeTests {
    private func query(_ text: String) throws -> SearchQuery {
        try SearchQuery(text) { _ in (start: 10, end: 20) }
    }

    @Test func `everything without a minus is required`() throws {
        #expect(
            try query(#"lamp from:ada subject:"my order" inv*"#).tree
                == .all([
                    .words("lamp"), .words("ada", in: [.author]),
                    .words("my order", in: [.subject]), .words("inv", isPrefix: true),
                ]))
        #expect(try query("lamp").excludedTree == nil)
    }

    @Test func `one excluded word is enough to leave a text out`() throws {
        #expect(
            try query("lamp -spam -to:bob").tree
                == .excluding(
                    .all([.words("lamp")]),
                    .any([.words("spam"), .words("bob", in: [.recipients])])
                ))
        let excludedOnly = try query("-spam since:1d")
        #expect(excludedOnly.tree == nil)
        #expect(excludedOnly.excludedTree == .any([.words("spam")]))
    }

    @Test func `what has no words is left out, and nothing is an operator`() throws {
        #expect(try query("lamp ... \u{2603}").tree == .all([.words("lamp")]))
        #expect(try query("a OR b").tree == .all([.words("a"), .words("or"), .words("b")]))
        #expect(try query("...").tree == nil)
    }

    @Test func `words are folded as the index folds them`() throws {
        #expect(
            try query("Straße from:ŁUKASZ -\"Οδός ΕΡΜΟΎ\"").tree
                == .excluding(
                    .all([.words("strasse"), .words("lukasz", in: [.author])]),
                    .any([.words("οδοσ ερμου")])))
        // What is left out has no words.
        #expect(try query("\u{AD} \u{640}").tree == nil)
        #expect(try query("\u{AD}").isHopeless)
        #expect(SearchQuery.tree(phrase: "กิน") == .words(" ก  \u{E34}  น "))
    }

    @Test func `scripts without spaces become phrases`() {
        #expect(SearchQuery.tree(phrase: "日本") == .words(" 日  本 "))
        #expect(
            SearchQuery.tree(person: "a@b.example")
                == .words("a@b.example", in: [.author, .recipients]))
    }
}
