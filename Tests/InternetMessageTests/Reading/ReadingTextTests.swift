// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import InternetMessage

/// The text of a message with several texts.
@Suite struct ReadingTextTests {
    typealias E = Entity

    static let sequences: [(String, String)] = [
        // A photo between two texts, as phones write it.
        (
            E.multi(
                "mixed", E.plain("The pipe:\n"), E.image("pipe.jpeg"), E.plain("\n\n It drips.")),
            "The pipe:\n\n[image: pipe.jpeg]\n\n It drips."
        ),
        (E.multi("mixed", E.plain(" \n\n"), E.image("a.png"), E.plain("It drips.")), "It drips."),
        (E.multi("mixed", E.plain("It drips."), E.image("a.png")), "It drips."),
        (
            E.multi(
                "mixed", E.plain("one"), E.image("a.png"), E.part("application/pdf", "%PDF"),
                E.plain("two")),
            "one\n\n[image: a.png]\n[file]\n\ntwo"
        ),
        // A gateway's warning, and a list's footer below HTML.
        (
            E.multi(
                "mixed", E.plain("CAREFUL!"),
                E.multi("alternative", E.plain("How much?"), E.html("<p>How much?</p>"))),
            "CAREFUL!\n\nHow much?"
        ),
        (
            E.multi("mixed", E.html("<p>How <b>much</b>?</p>"), E.plain("-- \nlist")),
            "How much?\n\n-- \nlist"
        ),
        (
            E.multi(
                "mixed",
                E.multi(
                    "signed", E.plain("signed"),
                    E.part("application/pgp-signature; name=signature.asc", "x")),
                E.plain("footer")),
            "signed\n\nfooter"
        ),
        (
            E.multi("related", E.plain("one"), E.image("a.png"), E.plain("two")),
            "one\n\n[image: a.png]\n\ntwo"
        ),
        (
            E.multi(
                "mixed",
                E.multi("related", E.html("<p>one"), E.image("a.png", "Content-ID: <a@x>")),
                E.plain("two")),
            "one\n\ntwo"
        ),
        (
            E.multi(
                "mixed", E.plain("one"),
                E.part("message/rfc822", "Subject: Lamp 7\n\nInside."), E.plain("two")),
            "one\n\n[message: Lamp 7]\n\ntwo"
        ),
        (
            E.multi(
                "digest", "\nSubject: a\n\nInside."),
            ""
        ),
        // A name does not hide the only text, and files stay files.
        (
            E.multi(
                "mixed", E.part("text/plain; name=letter.txt", "Dear all"),
                E.part("application/pdf; name=a.pdf", "%PDF")),
            "Dear all"
        ),
        (
            E.multi(
                "mixed", E.plain("The log."), E.part("text/plain; name=boot.txt", "panic"),
                E.part("text/html", "<p>panic", "Content-Disposition: attachment")),
            "The log."
        ),
        (E.multi("parallel", E.plain("one"), E.plain("two")), "one\n\ntwo"),
        ("Content-Type: multipart/mixed\n\nno boundary\n", "no boundary"),
    ]

    @Test(arguments: sequences)
    func textsFollowEachOther(_ entity: String, _ text: String) {
        #expect(E.message(entity).bestText == text)
    }

    static let alternatives: [(String, String)] = [
        (E.multi("alternative", E.plain("plain"), E.html("html")), "plain"),
        (E.multi("alternative", E.html("html"), E.plain("plain")), "plain"),
        (
            E.multi(
                "alternative", E.plain(""),
                E.multi("related", E.html("html"), E.image("a.png", "Content-ID: <a@x>"))),
            "html"
        ),
        (
            E.multi(
                "alternative", E.plain(""),
                E.multi(
                    "mixed", E.html("one"), E.part("application/pdf; name=a.pdf", "%PDF"),
                    E.html("two"))),
            "one\n\n[file: a.pdf]\n\ntwo"
        ),
        (
            E.multi(
                "alternative", E.multi("alternative", E.html("inner html"), E.plain("inner plain")),
                E.html("html")),
            "inner plain"
        ),
        (
            E.multi(
                "alternative", E.multi("alternative", E.plain(" "), E.html("<p></p>")),
                E.html("html")),
            "html"
        ),
        (
            E.multi(
                "alternative", E.plain(""), E.html("<html><body></body></html>"),
                E.part("text/enriched", "<bold>rich</bold>")),
            "rich"
        ),
        (E.multi("alternative", E.plain(""), E.part("text/x-watch", "tick")), "tick"),
        (
            E.multi(
                "alternative", E.part("text/plain; name=a.txt", "plain"),
                E.part("text/html; name=a.html", "html")),
            "plain"
        ),
        (E.multi("alternative", E.plain(""), E.html("")), ""),
        (
            E.multi(
                "mixed", E.plain("one"), E.image("a.png"),
                E.multi("alternative", E.plain(""), E.html("<p> </p>")), E.plain("two")),
            "one\n\n[image: a.png]\n\ntwo"
        ),
    ]

    @Test(arguments: alternatives)
    func theFirstVisibleAlternativeIsTaken(_ entity: String, _ text: String) {
        #expect(E.message(entity).bestText == text)
    }

    @Test(
        arguments: [
            "", " \t\n\n", "\u{A0}", "\u{200B}\n\u{200C}", "\u{FEFF}", "\u{2060}\u{AD}",
            "\u{3000}\u{2003}", "\u{FFFC}", "\u{2800}", "\u{200E}\u{200F}", "\u{0}",
        ])
    func blankTextHidesNothing(_ blank: String) {
        let message = E.message(E.multi("alternative", E.plain(blank), E.html("<p>words")))
        #expect(message.bestText == "words")
        #expect(message.bestText(limitInBytes: 2_000) == "words")
    }

    @Test(arguments: [".", "!", "あ", "\u{1F44D}", "\u{FFFD}", "0"])
    func aSingleCharacterIsText(_ text: String) {
        let message = E.message(E.multi("alternative", E.plain(text), E.html("<p>words")))
        #expect(message.bestText == text)
    }

    @Test func theLimitHoldsForAllTextsTogether() {
        let message = E.message(E.multi("mixed", E.plain("12345"), E.plain("67890")))
        #expect(message.bestText(limitInBytes: 7) == "12345\n\n67")
        #expect(message.bestText(limitInBytes: 5) == "12345")
        #expect(message.bestText(limitInBytes: 0) == "")
        #expect(message.bestText(limitInBytes: -1) == "")
    }

    static let types: [(String, String)] = [
        ("text/markdown", "# a *b*"), ("text/x-foo", "# a *b*"), ("text/csv", "# a *b*"),
        ("text/enriched", "# a *b*"), ("text/markdown; name=a.md", "# a *b*"),
        ("text/csv; name=a.csv", ""), ("text/x-foo; name=a.foo", ""), ("application/x-foo", ""),
    ]

    /// The text of an unknown subtype is readable, a file is not text.
    @Test(arguments: types)
    func wholeMessagesOfATextType(_ type: String, _ text: String) {
        let message = E.message(E.part(type, "# a *b*"))
        #expect(message.bestText == text)
        #expect(message.attachments.isEmpty == !text.isEmpty)
    }

    @Test func textInRTFIsReadable() {
        let message = E.message(E.part("text/rtf", "{\\rtf1 Hello \\b Ada\\b0\\par}"))
        #expect(message.bestText == "Hello Ada")
    }

    @Test func dataBesideATextIsNoText() {
        for type in ["text/csv", "text/vcard", "text/rfc822-headers", "text/css"] {
            let message = E.message(E.multi("mixed", E.plain("words"), E.part(type, "data")))
            #expect(message.bestText == "words")
            #expect(message.attachments.map(\.contentType) == [type])
        }
        let message = E.message(
            E.multi("mixed", E.part("text/enriched", "<bold>rich</bold>"), E.plain("words")))
        #expect(message.bestText == "rich\n\nwords")
        #expect(message.attachments.isEmpty)
    }

    // MARK: Flowed text

    static let flowed: [(String, String, String)] = [
        ("", "The lamp \nis out.\n", "The lamp is out."),
        ("; delsp=yes", "昨日から \n点きません。\n", "昨日から点きません。"),
        ("", "> It is \n> dark.\nYes.", "> It is dark.\nYes."),
        ("", "Yes. \n-- \nAda \nQuill", "Yes. \n-- \nAda Quill"),
        ("", " From here\n >no quote", "From here\n>no quote"),
        ("", "Hello, \n\nwe wait.", "Hello, \n\nwe wait."),
    ]

    @Test(arguments: flowed)
    func flowedTextIsJoined(_ parameters: String, _ body: String, _ text: String) {
        let type = "text/plain; charset=utf-8; format=flowed" + parameters
        #expect(E.message(E.part(type, body)).bestText == text)
        let inner = E.multi("mixed", E.part(type, body), E.plain("fixed \nlines"))
        #expect(E.message(inner).bestText == text + "\n\nfixed \nlines")
    }

    // MARK: Calendars

    private static let event = """
        BEGIN:VCALENDAR
        METHOD:REQUEST
        BEGIN:VEVENT
        SUMMARY:Roof
        DTSTART:20261201T090000Z
        DESCRIPTION:Bring a ladder
        END:VEVENT
        END:VCALENDAR
        """

    @Test func anEventFollowsTheText() throws {
        let calendar = E.part("text/calendar; method=REQUEST", Self.event)
        for entity in [
            E.multi("alternative", E.plain("See you!"), E.html("See you!"), calendar),
            E.multi("mixed", E.plain("See you!"), calendar),
        ] {
            let message = E.message(entity)
            let lines = message.bestText.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.prefix(2) == ["See you!", ""])
            #expect(lines.dropFirst(2).first?.contains("Roof") == true)
            #expect(!message.bestText.contains("ladder"))
            #expect(message.attachments.map(\.fileName) == ["invite.ics"])
        }
        let alone = E.message(E.multi("alternative", E.plain("\u{A0}"), calendar))
        #expect(alone.bestText.contains("Roof"))
        #expect(alone.bestText.contains("ladder"))
        let attached = E.message(
            E.multi(
                "mixed", E.plain("See you!"),
                E.part(
                    "text/calendar; name=open.ics", Self.event, "Content-Disposition: attachment")))
        #expect(attached.bestText == "See you!")
    }

    // MARK: Work

    @Test func thousandsOfTextsAreJoined() {
        let words = String(repeating: "some words of a text\n", count: 40)
        let part = "--b\n\n" + words
        let head = "Content-Type: multipart/mixed; boundary=b\n\n"
        let message = Message(Array((head + String(repeating: part, count: 4_000)).utf8))
        // Each text loses the line ending at its end; two are between two texts.
        #expect(message.bestText.utf8.count == 4_000 * (words.utf8.count - 1) + 3_999 * 2)
    }

    /// An alternative in an alternative in an alternative is tried once, not again at each level.
    @Test func deepAlternativesCostNoMore() {
        var entity = E.plain("")
        for _ in 0..<150 { entity = E.multi("alternative", entity, E.plain(" "), E.html("<p>")) }
        #expect(E.message(E.multi("mixed", entity, E.plain("end"))).bestText == "end")
    }

    @Test func aCalendarThatIsNoneIsReadAsItIs() {
        let words = E.part("text/calendar; method=REQUEST", "Please come at nine.")
        #expect(E.message(words).bestText == "Please come at nine.")
        #expect(E.message(words).attachments.map(\.fileName) == ["invite.ics"])
        let beside = E.multi("alternative", E.plain("See you!"), words)
        #expect(E.message(beside).bestText == "See you!")
    }
}
