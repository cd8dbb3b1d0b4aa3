// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

@Suite struct HTMLTextTests {
    static let documents: [(String, String)] = [
        ("<p>One</p><p>two<br>three</p>", "One\n\ntwo\nthree"),
        ("a &amp; b &eacute;&#8364;&#x20AC;&#128; &unknown; &", "a & b é€€€ &unknown; &"),
        ("<ul><li>a<li>b</ul><ol start=3><li>c</li><li>d</li></ol>", "- a\n- b\n\n3. c\n4. d"),
        ("<blockquote>q<blockquote>r</blockquote></blockquote>z", "> q\n\n> > r\n\nz"),
        ("<a href=\"https://x.example/?a&amp;b\">here</a>.", "here <https://x.example/?a&b>."),
        ("<a href='https://x.example/'>x.example</a>", "x.example"),
        ("<a href='javascript:x()'>click</a>", "click"),
        ("<style>p{}</style><script>if (a<b) x()</script><title>t</title>text", "text"),
        ("<div style='DISPLAY : none'>hid<div>den</div></div>seen", "seen"),
        ("<span hidden>no</span><img hidden alt=x>yes<img alt='pic'>", "yespic"),
        ("<!-- a > b -->x<!DOCTYPE html>y", "xy"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("<pre>a\u{1B}[2J\u{8}\tb\r\nc</pre>", "a[2J\tb\nc"),
        (
            "&NotEqualTilde;&nLt;&apos;&Zopf; ?a&lang=1&copy=2",
            "\u{2242}\u{338}\u{226A}\u{20D2}'ℤ ?a&lang=1©=2"
        ),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("a\u{200B}\u{AD}b&nbsp;&nbsp;c", "ab  c"),
        ("w&nbspx &ampy &notit; &copy2 &ccaron;&commat;&euro", "w x &y ¬it; ©2 č@€"),
        (
            "<a href='https://x.example/?a=1&copy=2&amp;b&reg'>go</a>",
            "go <https://x.example/?a=1&copy=2&b®>"
        ),
        ("<img alt='a &amp; b'><q>c</q>", "a & b\"c\""), ("a<svg/>b<title>c", "abc"),
        ("<svg><text>x</text></svg>y<iframe>z</iframe>", "y"),
        ("<p style='display:none !important'>no<p>yes", "yes"),
        ("<div style='opacity:0.9'>a</div><td style='font-size:0'>b</td>", "a\nb"),
        ("<i style='opacity: 0'>a</i>b", "b"), ("<details><summary>s</summary>t</details>", "s\nt"),
        ("<!--[if mso]><p>no</p><![endif]--><![if !mso]>yes<![endif]>", "yes"),
        ("<", "<"), ("<a", ""), ("<!--", ""), ("<style>", ""), ("", ""), ("</li></ul>", ""),
    ]

    @Test(arguments: documents)
    func reads(_ html: String, _ text: String) {
        #expect(HTMLText.readable(html, limitInBytes: 10_000) == text)
    }

    @Test func survivesCutsAndChanges() {
        let all = Self.documents.map(\.0).joined(separator: "\n")
        for bytes in mutations(of: Array(all.utf8)) {
            let text = HTMLText.readable(
                String(decoding: bytes, as: UTF8.self), limitInBytes: 9_999)
            #expect(text.utf8.count <= bytes.count * 3)
        }
    }

    @Test func readsOnlyUpToTheLimit() {
        #expect(HTMLText.readable("abcdef", limitInBytes: 6) == "abcdef")
        #expect(HTMLText.readable("abcdef", limitInBytes: 5) == "abcde")
        #expect(HTMLText.readable("abcdef", limitInBytes: -1) == "")
    }

    @Test(arguments: [
        "<blockquote>", "<ul><li>", "<a href=http://x.example>y", "<div hidden>", "<b ",
        "<title>", "<svg>", "<!--", "<p hidden>", "&", "&#", "<a href=\"", "<table><tr><td>",
        "</ul>",
    ])
    func deepNestingStaysLinear(_ piece: String) {
        let html = String(repeating: piece, count: 20_000) + "end"
        let text = HTMLText.readable(html, limitInBytes: html.utf8.count)
        #expect(text.utf8.count <= html.utf8.count * 2)
    }
}
