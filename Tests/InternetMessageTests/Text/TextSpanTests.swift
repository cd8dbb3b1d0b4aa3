// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@Suite struct TextSpanTests {
    /// Each span's kind with its text.
    private func shown(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return TextSpan.spans(of: text).map {
            "\($0.kind)|" + String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    static let quoted = [
        "On Sun, Nov 22, 2026 at 1:49 PM Ann Example <ann@example.org> wrote:",
        "On Sun, Nov 22, 2026 at 1:49 PM Ann Example\n<ann@example.org> wrote:",
        "Am 22.11.26 um 13:49 schrieb Ann Example:",
        "Am Sonntag, 22. November 2026 schrieb Ann Example <ann@example.org>:",
        "Le dim. 22 nov. 2026 à 13:49, Ann Example <ann@example.org> a\nécrit\u{A0}:",
        "El dom, 22 nov 2026 a las 13:49, Ann (<ann@example.org>) escribió:",
        "Em dom., 22 de nov. de 2026 às 13:49, Ann <ann@example.org> escreveu:",
        "Il giorno dom 22 nov 2026 alle ore 13:49 Ann <ann@example.org> ha scritto:",
        "Op zo 22 nov 2026 om 13:49 schreef Ann <ann@example.org>:",
        "Den sön 22 nov. 2026 kl 13:49 skrev Ann <ann@example.org>:",
        "W dniu 22.11.2026 o 13:49, Ann Example pisze:",
        "ne 22. 11. 2026 v 13:49 odesílatel Ann <ann@example.org> napsal:",
        "вс, 22 нояб. 2026 г. в 13:49, Анна <ann@example.org>:",
        "Ann <ann@example.org> ezt írta (időpont: 2026. nov. 22., V, 13:49):",
        "Ann <ann@example.org>, 22 Kas 2026 Paz, 13:49 tarihinde şunu yazdı:",
        "Ann <ann@example.org> 于2026年11月22日周日 13:49写道：",
        "2026年11月22日(日) 13:49 Ann <ann@example.org>:",
        "2026년 11월 22일 (일) 오후 1:49, Ann <ann@example.org>님이 작성:",
        "\u{202B}בתאריך יום א׳, 22 בנוב׳ 2026 ב-13:49 מאת \u{202A}Ann\u{202C} <ann@example.org>:\u{202C}",
        "في الأحد، ٢٢ نوفمبر ٢٠٢٦ كتب Ann <\u{200E}ann@example.org\u{200E}>:",
        "Ann Example wrote:", "Quoting Ann <ann@example.org>:",
    ]

    @Test(arguments: quoted)
    func knowsAttributionsAboveQuotes(_ line: String) {
        #expect(
            shown("Hello: so\n\n\(line)\n\n> old\n>\n> older\n\nBye\n-- \nMe\n") == [
                "new|Hello: so\n\n", "attribution|\(line)\n\n", "quote|> old\n>\n> older\n",
                "new|\nBye\n", "signature|-- \nMe\n",
            ])
    }

    /// Without quote marks, the languages that put date, sender and verb into the line.
    @Test(arguments: [quoted[0], quoted[1], quoted[2], quoted[4], quoted[5], quoted[6], quoted[10]])
    func knowsAttributionsAlone(_ line: String) {
        #expect(
            shown("Hello\n\n\(line)\n\nold words\nmore\n") == [
                "new|Hello\n\n", "attribution|\(line)\n", "quote|\nold words\nmore\n",
            ])
    }

    static let separated: [(String, String)] = [
        ("-----Original Message-----\nFrom: Ann\nSent: Sunday\nTo: Bob\nSubject: x\n", "Outlook"),
        ("-----Ursprüngliche Nachricht-----\nVon: Ann\nGesendet: Sonntag\nBetreff: x\n", "German"),
        (
            "________________________________\nFrom: Ann <a@b>\nSent: 1\nTo: Bob\nSubject: x\n",
            "OWA"
        ),
        ("Von: Ann <ann@example.org>\nGesendet: 22. Nov\nAn: Bob\nBetreff: AW: x\n", "no rule"),
        ("*From:* Ann\n*Sent:* Sunday\n*To:* Bob;\n Carl\n*Subject:* x\n", "bold"),
        ("De : Ann\nEnvoyé : dimanche\nÀ : Bob\nObjet : x\n", "French"),
        ("发件人： Ann\n发送时间： 2026年\n收件人： Bob\n主题： x\n", "Chinese"),
        ("От: Ann\nОтправлено: 22\nКому: Bob\nТема: x\n", "Russian"),
        ("差出人: Ann\n送信日時: 2026\n宛先: Bob\n件名: x\n", "Japanese"),
        ("De: Ann\nEnviat el: dilluns\nPer a: Bob\nA/c: Carl\nTema: x\n", "Catalan"),
        ("De: Ann\nData: dilluns\nPer a: Bob\nAssumpte: x\n", "Catalan"),
        ("จาก: Ann\nส่ง: 16 พฤศจิกายน 2569\nถึง: Bob\nเรื่อง: x\n", "Thai"),
        ("จาก: Ann\nส่งเมื่อ: 16\nถึง: Bob\nสำเนาถึง: Carl\nหัวเรื่อง: x\n", "Thai"),
        ("No: Ann\nNosūtīts: pirmdiena\nKam: Bob\nTēma: x\n", "Latvian"),
        ("No: Ann\nDatums: pirmdiena\nKam: Bob\nKopija: Carl\nTemats: x\n", "Latvian"),
        ("Nuo: Ann\nIšsiųsta: pirmadienis\nKam: Bob\nTema: x\n", "Lithuanian"),
        ("Nuo: Ann\nData: 2026\nKam: Bob\nKopija: Carl\nTema: x\n", "Lithuanian"),
        (">>> Ann Example <ann@example.org> 11/16/2026 9:10 AM >>>\n", "GroupWise"),
        (">>> \"Example, Ann\" <ann@example.org> 16.11.26 9.10 >>>\n", "GroupWise"),
        (">>> Ann Example 11/16/2026 9:10 AM >>>\n", "GroupWise"),
        (">>>Ann <ann@example.org> 11/16/2026\n9:10 AM >>>\n", "GroupWise, wrapped"),
        (
            ">>> On 11/16/2026 at 9:10 AM, in message\n<4ABC.1@example.org>, Ann\n"
                + "<ann@example.org> wrote:\n",
            "GroupWise 8"
        ),
        (
            ">>> Ann Example <ann@example.org> schrieb am 16.11.2026 um 9:10 in Nachricht\n"
                + "<4ABC.1@example.org>:\n",
            "GroupWise in German"
        ),
        (
            "---- On Mon, 16 Nov 2026 09:10:00 +0100 Ann <ann@example.org> wrote ----\n", "Zoho"
        ),
        (
            "---- On Mon, 16 Nov 2026 09:10:00 +0100 Ann Example\n<ann@example.org> wrote ---\n",
            "Zoho, wrapped"
        ),
        ("---- Am Mo., 16 Nov. 2026 09:10:00 +0100 ann@example.org schrieb ----\n", "Zoho"),
        ("---- 回复的原邮件 ----\n", "NetEase"), ("---- Replied Message ----\n", "NetEase"),
        ("-----Sākotnējais ziņojums-----\nNo: Ann\nDatums: 1\nKam: Bob\nTēma: x\n", "Latvian"),
        ("-----ข้อความต้นฉบับ-----\nจาก: Ann\nส่ง: 1\nถึง: Bob\nเรื่อง: x\n", "Thai"),
    ]

    @Test(arguments: separated)
    func knowsHeaderBlocks(_ block: String, _ what: String) {
        #expect(
            shown("New\n\n\(block)\nold\n") == [
                "new|New\n\n", "attribution|\(block)", "quote|\nold\n",
            ],
            "\(what)")
    }

    @Test(arguments: [
        "---------- Forwarded message ---------\nFrom: Ann <a@b>\nDate: x\nSubject: y\nTo: z\n",
        "Begin forwarded message:\n\nFrom: Ann <a@b>\nSubject: y\nDate: x\nTo: z\n",
        "-------- Weitergeleitete Nachricht --------\nVon: A\nDatum: x\nBetreff: y\n",
        "---------- Пересылаемое сообщение ---------\n",
    ])
    func knowsForwards(_ block: String) {
        #expect(
            shown("See\n\(block)\nold\n> q\n") == [
                "new|See\n", "forwardHeader|\(block)", "forward|\nold\n> q\n",
            ])
    }

    @Test(arguments: [
        "Sent from my iPhone", "Von meinem iPhone gesendet", "Envoyé de mon iPhone",
        "Get Outlook for Android", "发自我的 iPhone", "iPhoneから送信", "-- \nAnn", "--\nAnn\nTel 1",
        "_______________________________________________\nlist mailing list\nlist@example.org",
    ])
    func knowsSignatures(_ signature: String) {
        #expect(shown("Yes\n\n\(signature)\n") == ["new|Yes\n\n", "signature|\(signature)\n"])
    }

    @Test(arguments: [
        "He wrote:\nall of this", "From: here to there\nit is far",
        "I met her at 10:30 and wrote:\n x",
        "Dear all:\n\nfrom now on", "---\nrule", "a > b", "Original message follows", "-- x",
        "On Monday we start. Ann wrote: yes", "Sent from my phone was the reply I got\nand so",
        "To: me\nSubject: you", "--\n" + String(repeating: "text\n", count: 20),
    ])
    func leavesOtherTextAlone(_ text: String) {
        #expect(shown(text) == ["new|" + text])
    }

    /// Below marks of quotation further text is new.
    @Test(arguments: [
        ">>> Ann <ann@example.org> 11/16/2026 9:10 AM >>>",
        "---- On Mon, 16 Nov 2026 09:10:00 +0100 Ann <ann@example.org> wrote ----",
    ])
    func knowsHeadersOfOtherProgramsAboveQuotes(_ line: String) {
        #expect(
            shown("Hello\n\n\(line)\n> old\n\nBye\n") == [
                "new|Hello\n\n", "attribution|\(line)\n", "quote|> old\n", "new|\nBye\n",
            ])
    }

    /// Yahoo for Android writes the first words of the earlier message into the same line.
    @Test(arguments: [
        "  On Mon, Nov 16, 2026 at 9:10 AM, Ann Example<ann@example.org> wrote:   Hello",
        "  Am Mo., Nov. 16, 2026 at 9:10 schrieb Ann<ann@example.org>:   Hello",
        "Sent from Yahoo Mail on Android   On Mon, 16 Nov 2026 at 9:10, A<a@b.example> wrote:   Hi",
    ])
    func knowsTheLineOfYahooForAndroid(_ line: String) {
        #expect(
            shown("Yes\n\n\(line)\n\nold\n") == [
                "new|Yes\n\n", "quote|\(line)\n\nold\n",
            ])
    }

    @Test(arguments: [
        ">>> Order now >>>", ">>> a@b.example\nwrote: yes", "---\nOn the way",
        "--- On Monday Ann wrote ---", "No: 4711\nDate: 1.12.2026\nTo: Bob\nSubject: Order",
        "On Monday at 9:10 Ann <ann@example.org> wrote: yes", "---- Replied Message",
    ])
    func leavesTextThatLooksLikeHeadersAlone(_ text: String) {
        #expect(!shown(text).contains { $0.hasPrefix("attribution") })
    }

    /// The lines of a contact form, or of a forward, are what the author wants to say.
    @Test(arguments: [
        "New request\n\nFrom: Jo Elm\nDate: 1 December\nSubject: Offer\n\nTwelve pumps\n",
        "From: Jo Elm <jo@elm.example>\nSent: 1 December\nTo: Bob\nSubject: Offer\n\nPumps\n",
        "See below\n\n_______________\nVon: Jo\nGesendet: 1.12.\nAn: Bob\nBetreff: x\n\nPumpen\n",
    ])
    func mailThatAnswersNothingHasNoQuoteBelowAHeaderBlock(_ text: String) {
        #expect(TextSpan.spans(of: text, isAnswer: false).map(\.kind) == [.new])
        #expect(TextSpan.spans(of: text).last?.kind == .quote)
    }

    @Test func separatorOfMailThatAnswersNothingIsAboveAForward() {
        let text = "See\n-----Original Message-----\nFrom: Jo\nSent: 1\nSubject: x\n\nPumps\n"
        let kinds = TextSpan.spans(of: text, isAnswer: false).map(\.kind)
        #expect(kinds == [.new, .forwardHeader, .forward])
        let reply = "Yes\n---- Replied Message ----\nold\n"
        let other = TextSpan.spans(of: reply, isAnswer: false).map(\.kind)
        #expect(other == [.new, .attribution, .quote])
    }

    @Test func givesTheNewText() {
        let text = "\nTop\n\nOn x, a@b wrote:\n> q\n\nBottom  \n-- \nMe\n"
        #expect(TextSpan.newText(of: text) == "Top\n\n\nBottom")
        #expect(TextSpan.newText(of: "> all\n") == "")
        #expect(TextSpan.spans(of: "") == [])
    }

    /// Put together, the spans are the text again.
    @Test func theSpansAreTheText() {
        let all = (Self.quoted + Self.separated.map(\.0) + [">>> On 1"]).joined(
            separator: "\nx\n> y\n")
        for bytes in mutations(of: Array(all.utf8)) {
            let text = String(decoding: bytes, as: UTF8.self)
            var end = 0
            for span in TextSpan.spans(of: text) {
                #expect(span.range.lowerBound == end && !span.range.isEmpty)
                end = span.range.upperBound
            }
            #expect(end == text.utf8.count)
        }
    }
}
