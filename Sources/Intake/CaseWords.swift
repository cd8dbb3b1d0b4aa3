// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The words that show that a number in a subject is the number of a case.
///
/// mailclerk(8) has the same list.
enum CaseWords {
    /// The words of each language, in lower case.
    ///
    /// Words that usually stand before other numbers are left out, such as those for order or
    /// invoice.
    static let byLanguage: [(language: String, words: [String])] = [
        ("Arabic", ["طلب", "تذكرة", "قضية", "حالة"]),
        ("Bulgarian", ["случай", "заявка", "запитване"]),
        ("Catalan", ["cas", "tiquet", "sol·licitud", "consulta", "expedient"]),
        ("Chinese", ["案件", "工单", "工單", "请求", "請求", "个案", "個案", "案例"]),
        ("Croatian", ["slučaj", "zahtjev", "upit"]),
        ("Czech", ["případ", "požadavek", "tiket", "dotaz"]),
        ("Danish", ["sag", "sagsnummer", "henvendelse", "anmodning"]),
        ("Dutch", ["zaak", "zaaknummer", "aanvraag", "verzoek", "melding", "dossier"]),
        ("English", ["case", "ticket", "request", "inquiry", "enquiry", "incident"]),
        ("Estonian", ["juhtum", "päring", "pöördumine", "taotlus"]),
        ("Finnish", ["tapaus", "tiketti", "pyyntö", "palvelupyyntö", "tukipyyntö"]),
        ("French", ["cas", "dossier", "demande", "requête"]),
        (
            "German",
            [
                "fall", "vorgang", "anfrage", "anliegen", "fallnummer", "vorgangsnummer",
                "ticketnummer",
            ]
        ),
        ("Greek", ["υπόθεση", "αίτημα", "περίπτωση"]),
        ("Hebrew", ["פנייה", "פניה", "קריאה", "בקשה"]),
        ("Hindi", ["मामला", "अनुरोध", "टिकट"]),
        ("Hungarian", ["ügy", "eset", "bejelentés", "kérelem", "hibajegy"]),
        ("Icelandic", ["mál", "beiðni", "fyrirspurn"]),
        ("Indonesian", ["kasus", "tiket", "permintaan"]),
        ("Italian", ["caso", "pratica", "richiesta", "segnalazione"]),
        ("Japanese", ["案件", "お問い合わせ", "問い合わせ", "チケット", "ケース", "リクエスト"]),
        ("Korean", ["문의", "요청", "케이스", "티켓", "사례"]),
        ("Latvian", ["lieta", "pieteikums", "pieprasījums"]),
        ("Lithuanian", ["byla", "užklausa", "kreipinys"]),
        ("Norwegian", ["sak", "saksnummer", "henvendelse", "forespørsel"]),
        ("Persian", ["درخواست", "تیکت", "پرونده"]),
        ("Polish", ["sprawa", "zgłoszenie", "zapytanie", "wniosek"]),
        ("Portuguese", ["caso", "chamado", "solicitação", "processo", "consulta"]),
        ("Romanian", ["caz", "cerere", "solicitare", "tichet"]),
        ("Russian", ["обращение", "заявка", "запрос", "тикет", "дело"]),
        ("Serbian", ["slučaj", "zahtev", "случај", "захтев", "упит"]),
        ("Slovak", ["prípad", "požiadavka", "tiket"]),
        ("Slovene", ["primer", "zahtevek"]),
        ("Spanish", ["caso", "consulta", "solicitud", "incidencia", "expediente"]),
        ("Swedish", ["ärende", "ärendenummer", "förfrågan"]),
        ("Thai", ["เคส", "คำขอ", "ตั๋ว"]),
        ("Turkish", ["vaka", "talep", "talebi"]),
        ("Ukrainian", ["звернення", "запит", "справа", "заявка"]),
        ("Vietnamese", ["yêu cầu", "phiếu", "vụ việc"]),
    ]

    /// Words between the word and the number, as in `Case No. 42`, in lower case.
    private static let numberWords = [
        "no", "nr", "nº", "n°", "num", "number", "id", "nummer", "numéro", "número", "numero",
        "номер", "番号", "编号", "編號", "번호",
    ]

    /// Returns whether a text ends with a word for case, which `:`, a number word or the like may
    /// follow.
    static func isEnd(of text: String) -> Bool {
        let separators: Set<Character> = [" ", "\u{A0}", ":", "：", ".", "-", "–", "_", "'", "’"]
        var words = text.lowercased().split(whereSeparator: separators.contains)
        if let last = words.last, numberWords.contains(where: { $0 == last }) { words.removeLast() }
        guard let last = words.last else { return false }
        let lastTwo = words.suffix(2).joined(separator: " ")
        // Languages of East Asia have no blanks between words.
        let hasNoBlanks = last.unicodeScalars.contains { $0.value >= 0x2E80 }
        return byLanguage.contains { _, words in
            words.contains { $0 == last || $0 == lastTwo || hasNoBlanks && isEnding($0, of: last) }
        }
    }

    /// Returns whether a word of a language without blanks ends another word, before a number word
    /// or not.
    private static func isEnding(_ word: String, of text: Substring) -> Bool {
        guard word.unicodeScalars.allSatisfy({ $0.value >= 0x2E80 }) else { return false }
        return text.hasSuffix(word) || numberWords.contains { text.hasSuffix(word + $0) }
    }
}
