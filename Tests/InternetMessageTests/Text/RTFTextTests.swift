// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import InternetMessage

@Suite struct RTFTextTests {
    static let documents: [(String, Bool, String)] = [
        (
            """
            {\\rtf1\\ansi\\ansicpg1252\\deff0\\fromhtml1 {\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}
            {\\f1\\fcharset204 Arial Cyr;}}{\\colortbl\\red0\\green0\\blue0;}\\uc1\\pard\\plain
            {\\*\\htmltag19 <html>}{\\*\\htmltag2 \\par }{\\*\\mhtmltag84 <img src=x>}
            {\\*\\htmltag84 <a href="x">}\\htmlrtf {\\field{\\*\\fldinst{HYPERLINK "x"}}
            {\\fldrslt\\htmlrtf0 go\\'fc \\f1\\'d2\\f0\\{\\u8364?\\htmlrtf }\\htmlrtf0 \\htmlrtf }\\htmlrtf0
            {\\*\\htmltag92 </a>}{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 }
            """, true, "<html>\n<a href=\"x\">goü Т{€</a>&nbsp;"
        ),
        (
            "{\\rtf1\\ansi a\\par b\\tab c\\line \\emdash\\~\\_d\\\\}", false,
            "a\nb\tc\n—\u{A0}\u{2011}d\\"
        ),
        ("{\\rtf1\\ansi\\uc2 \\u-10179??\\u-8704??x\\u233\\'e9ey}", false, "😀xéy"),
        ("{\\rtf1\\bin3 {{{a{\\*\\unknown no}{\\info{\\title no}}b}", false, "ab"),
        ("{\\rtf1\\ansicpg932 \\'83\\'41\\'83A}", false, "アア"),
        (
            "{\\rtf1\\ansi\\deff1{\\fonttbl{\\f1\\fcharset161 G;}}\\'e1{\\f2\\'e1}\\plain\\'e1}",
            false, "αáα"
        ),
        ("{\\rtf1 a\\bin99999999999 b}", false, "a"), ("plain text", false, "plain text"),
        ("}}}a{{{", false, "a"), ("\\", false, ""), ("{\\rtf1 \\'zz\\'4}", false, "zz4"),
        ("{\\rtf1\\fromhtml0 a\\htmlrtf b}", false, "ab"), ("", false, ""),
    ]

    @Test(arguments: documents)
    func reads(_ rtf: String, _ isHTML: Bool, _ text: String) {
        let found = RTFText(Array(rtf.utf8))
        #expect(found.isHTML == isHTML)
        #expect(found.text == text)
    }

    @Test func deepGroupsStayLinear() {
        let deep =
            String(repeating: "{\\b ", count: 100_000) + "x"
            + String(repeating: "}", count: 100_000) + "y"
        #expect(RTFText(Array(deep.utf8)).text == "xy")
    }

    @Test func survivesCutsAndChanges() {
        for bytes in mutations(of: Array(Self.documents.map(\.0).joined().utf8)) {
            #expect(RTFText(bytes).text.utf8.count <= bytes.count * 3)
        }
    }
}
