// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("Text for people")
struct TerminalTests {
    @Test(
        "Cells",
        arguments: [
            ("", 0), ("abc", 3), ("für", 3), ("fu\u{308}r", 3), ("日本", 4), ("ｱ", 1), ("Ａ", 2),
            ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("❤", 1),
            ("🇩🇪", 2), ("नमस्ते", 4), ("a\u{200B}b", 2), ("…", 1), ("\u{301}", 0),
            // Wide and full-width ranges, a script newer than most C libraries, a control character.
            ("ㄅ", 2), ("𠀀", 2), ("￥", 2), ("⼀", 2), ("䷀", 2), ("ﷺ", 1), ("𞤀", 1),
            ("\u{11F02}", 1), ("\u{11F00}", 0), ("\u{7}", 0),
        ])
    func width(_ text: String, _ cells: Int) {
        #expect(Terminal.displayWidth(of: text) == cells)
    }

    @Test("Widths depend on no locale of the process, and change none")
    func widthsInTheLocaleC() {
        let before = uselocale(nil)
        #expect(Terminal.displayWidth(of: "日本") == 4)
        #expect(uselocale(nil) == before)
    }

    @Test("A cut text is never wider than asked, never half a character, and says that it was cut")
    func truncated() {
        #expect(Terminal.truncated("hello", toWidth: 5) == "hello")
        #expect(Terminal.truncated("hello!", toWidth: 5) == "hell…")
        #expect(Terminal.truncated("日本語", toWidth: 6) == "日本語")
        #expect(Terminal.truncated("日本語", toWidth: 5) == "日本…")
        #expect(Terminal.truncated("日本語", toWidth: 4) == "日…")
        #expect(Terminal.truncated("日本語", toWidth: 1) == "…")
        #expect(Terminal.truncated("abc", toWidth: 0) == "")
        for text in ["ab👩‍👩‍👧cd", "e\u{301}e\u{301}e\u{301}", "aüb日c", "🇩🇪🇫🇷"] {
            for width in 0...8 {
                #expect(
                    Terminal.displayWidth(of: Terminal.truncated(text, toWidth: width)) <= width)
                #expect(Terminal.displayWidth(of: Terminal.fitted(text, toWidth: width)) == width)
            }
        }
    }

    @Test(
        "Foreign text steers nothing",
        arguments: [
            ("\u{1B}[2Jx", "\u{FFFD}[2Jx"), ("a\r\nb\tc\rd", "a b c d"),
            ("\u{202E}gpj.exe", "\u{FFFD}gpj.exe"), ("a\u{2066}b\u{2069}", "a\u{FFFD}b\u{FFFD}"),
            ("\u{9B}1m\u{7F}\0", "\u{FFFD}1m\u{FFFD}\u{FFFD}"), ("a\u{2028}b", "a\u{FFFD}b"),
            ("👩‍👩‍👧 grüße 日本", "👩‍👩‍👧 grüße 日本"),
        ])
    func sanitised(_ text: String, _ harmless: String) {
        #expect(Terminal.sanitised(text) == harmless)
    }

    @Test(
        "Invisible characters vanish",
        arguments: [
            ("par\u{200B}cel 1Z\u{AD}77", "parcel 1Z77"),
            ("\u{FEFF}wo\u{2060}rd\u{200E}.", "word."),
            ("a\u{34F}b\u{61C}c\u{180E}d\u{2063}e\u{200F}", "abcde"),
            // Spelling in Persian, Hindi, Malayalam and Bengali; families and flags of emoji.
            ("می\u{200C}خواهم ۵\u{200C}ساله", "می\u{200C}خواهم ۵\u{200C}ساله"),
            ("क्\u{200D}ष श्री\u{200C}मान", "क्\u{200D}ष श्री\u{200C}मान"),
            ("അവന്\u{200D} ത", "അവന്\u{200D} ത"), ("Auf\u{200C}lage", "Auf\u{200C}lage"),
            ("👩🏽\u{200D}⚕️ 🏳️\u{200D}🌈 ❤️\u{200D}🔥", "👩🏽\u{200D}⚕️ 🏳️\u{200D}🌈 ❤️\u{200D}🔥"),
            // As filler they spell nothing.
            ("1Z\u{200C}99", "1Z99"), (".\u{200C} \u{200C}x", ". x"), ("a\u{200D}", "a"),
            ("Offer \u{200C}\u{A0}\u{34F}\u{200C}\u{A0}\u{34F} today", "Offer today"),
            ("Offer\u{200C}\u{A0}\u{200C}\u{A0}", "Offer"), ("a \u{200B}b", "a b"),
            ("a\u{200C}\u{200C}\u{200C}\u{200C}b", "ab"),
        ])
    func invisible(_ text: String, _ visible: String) {
        #expect(Terminal.sanitised(text) == visible)
    }

    @Test(
        "Tags, fillers and selectors hide no text, and spelling keeps them",
        arguments: [
            ("pay\u{E0001}\u{E0073}\u{E0065}\u{E007F}now", "paynow"),
            ("\u{E0000}a\u{E0020}", "a"), ("a\u{E0100}\u{E01EF}b\u{E0FFF}c", "abc"),
            ("a\u{3164}b\u{FFA0}c\u{115F}\u{1160}d", "abcd"), ("a\u{17B4}\u{17B5}b", "ab"),
            ("a\u{2065}b\u{FFF0}c\u{FFF8}d", "abcd"), ("a\u{1D173}b\u{1BCA0}c", "abc"),
            ("a\u{FE0F}b\u{180B}c", "abc"), ("😀\u{FE0F}\u{FE01}\u{FE02}\u{E0141}", "😀\u{FE0F}"),
            ("🏴\u{E0075}\u{E0073}\u{E007F}", "🏴"),
            (
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0061}!",
                "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}!"
            ),
            ("❤️ 1️⃣ ⚕︎", "❤️ 1️⃣ ⚕︎"), ("葛\u{E0100}飾", "葛\u{E0100}飾"), ("ᠠ\u{180B}", "ᠠ\u{180B}"),
            ("\u{115F}\u{1161}", "\u{115F}\u{1161}"),
            // Characters for private use, and what is no character.
            ("a\u{E000}b\u{F8FF}\u{F0001}\u{10FFFD}", "a\u{FFFD}b\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("a" + String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self), "a\u{FFFD}"),
        ])
    func hidden(_ text: String, _ visible: String) {
        #expect(Terminal.sanitised(text) == visible)
    }

    @Test(
        "A line of invisible characters vanishes",
        arguments: [
            ("a\n\u{200C}\u{200B}\u{FEFF}\nb", "a\nb"),
            ("a\r\n \u{200C}\u{A0}\u{34F} \r\nb", "a\nb"),
            ("\u{200B}\nb", "b"), ("a\r\n\u{200B}", "a"), ("a\n\n \nb", "a\n\n \nb"),
            ("a\n\u{A0}\nb", "a\n\u{A0}\nb"), ("a\n  \u{AD}b", "a\n  b"),
            ("a\n\u{202E}\nb", "a\n\u{FFFD}\nb"),
        ])
    func invisibleLines(_ text: String, _ visible: String) {
        #expect(Terminal.sanitised(text, keepsLines: true) == visible)
    }

    @Test("Right-to-left text is isolated, without width")
    func isolated() {
        #expect(Terminal.isolated("שלום 12") == "\u{2068}שלום 12\u{2069}")
        #expect(Terminal.isolated("سلام") == "\u{2068}سلام\u{2069}")
        #expect(Terminal.displayWidth(of: Terminal.isolated("שלום")) == 4)
        for text in ["", "abc", "grüße 日本 हिन्दी"] { #expect(Terminal.isolated(text) == text) }
    }

    @Test("A body keeps its lines")
    func lines() {
        #expect(Terminal.sanitised("a\r\nb\n\tc\u{1B}", keepsLines: true) == "a\nb\n\tc\u{FFFD}")
    }

    @Test("A full disk is told")
    func fullDisk() async {
        await #expect(processExitsWith: .exitCode(9)) {
            dup2(open("/dev/full", O_WRONLY), 1)
            exit(Terminal.write("line\n") ? 1 : 9)
        }
    }

    @Test("A reader that left is told, not a signal")
    func closedPipe() async {
        await #expect(processExitsWith: .exitCode(9)) {
            var ends: [Int32] = [-1, -1]
            _ = pipe(&ends)
            close(ends[0])
            dup2(ends[1], 1)
            exit(Terminal.write("line\n") ? 1 : 9)
        }
    }
}
