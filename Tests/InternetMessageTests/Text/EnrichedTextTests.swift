// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import InternetMessage

@Suite struct EnrichedTextTests {
    static let documents: [(String, String)] = [
        (
            "<bold>Pump</bold> is\nloud.\n\nSee <italic>page\n4</italic>",
            "Pump is loud.\nSee page 4"
        ),
        ("one\n\n\ntwo\n\n\n\nthree", "one\n\ntwo\n\n\nthree"),
        ("1 << 2 <<b> 3 < 4 <- 5", "1 < 2 <b> 3 < 4 <- 5"),
        ("<Color><Param>red</Param>hot</Color> and cold", "hot and cold"),
        ("a<nofill>\n  b\n   c\n</nofill>d\ne", "a\n  b\n   c\nd e"),
        ("<excerpt>he\nsaid\n\nthis</excerpt>no", "> he said\n> this\nno"),
        ("<verbatim>a <b> << c</verbatim>d", "a <b> << c\nd"),
        ("a <param>lost? <x-tag>no", "a lost? no"),
        ("a  \n  b\r\nc", "a b c"),
        ("one\ntwo<nl>three <lt>x><nl><nl>\nfour", "one two\nthree <x>\n\nfour"),
        ("<paragraph>a</paragraph><nl><comment>never <nl></comment>b", "a\n\nb"),
        ("é\n€", "é €"), ("", ""), ("<", "<"), ("<<", "<"), ("\n\n\na\n\n", "a"),
    ]

    @Test(arguments: documents)
    func reads(_ document: String, _ text: String) {
        #expect(EnrichedText.readable(document, limitInBytes: 10_000) == text)
    }

    @Test func readsOnlyUpToTheLimit() {
        #expect(EnrichedText.readable("abcdef", limitInBytes: 5) == "abcde")
        #expect(EnrichedText.readable("abcdef", limitInBytes: -1) == "")
    }

    @Test func survivesCutsAndChanges() {
        let all = Self.documents.map(\.0).joined(separator: "\n")
        for bytes in mutations(of: Array(all.utf8)) {
            let text = String(decoding: bytes, as: UTF8.self)
            // A prefix of `> ` per line and level is all that is added.
            #expect(
                EnrichedText.readable(text, limitInBytes: 9_999).utf8.count
                    <= text.utf8.count * 18)
        }
    }

    /// The time is linear: commands that are never closed are searched once.
    @Test func manyOpenCommandsAreRead() {
        let text = String(repeating: "<param>", count: 200_000)
        #expect(EnrichedText.readable(text, limitInBytes: Int.max) == "")
    }
}
