// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Submission

/// Recognises subjects of automatic mail that has no other mark; used only to prevent a reply.
///
/// People also write about such mail: `Automatic reply not working` is a question. A phrase is
/// therefore recognised only where programs put it, before a colon or as the whole subject; a
/// phrase of absence also before a dash or a period of time.
enum AutomaticSubject {
    /// Names that programs give to their automatic replies, in lower case.
    private static let replyNames = [
        "auto-reply", "autoreply", "auto reply", "automatic reply", "automated reply",
        "automatic response", "automated response", "auto response", "auto-response",
        "autoresponse", "automatische antwort", "automatische antwortnachricht",
        "réponse automatique", "respuesta automática", "risposta automatica",
        "resposta automática", "automatisch antwoord", "automatiskt svar", "autosvar",
        "automatisk svar", "automaattinen vastaus", "odpowiedź automatyczna",
        "automatyczna odpowiedź", "autoodpowiedź", "automatická odpověď", "automatická odpoveď",
        "automatikus válasz", "răspuns automat", "автоответ", "автоматический ответ",
        "автоматична відповідь", "автоматичен отговор", "αυτόματη απάντηση", "otomatik yanıt",
        "תשובה אוטומטית", "رد تلقائي", "自動返信", "自動応答", "自动回复", "自动答复", "自動回覆",
        "자동 회신", "자동 응답", "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ", "trả lời tự động",
        "thư trả lời tự động", "automatinis atsakymas", "automātiskā atbilde",
        "automātiska atbilde", "automaatvastus",
        "automaatne vastus", "balasan otomatis", "jawaban otomatis", "balasan automatik",
        "resposta automàtica", "automatski odgovor", "аутоматски одговор", "автоматски одговор",
        "samodejni odgovor", "avtomatski odgovor", "samodejno odgovarjanje", "sjálfvirkt svar",
        "erantzun automatikoa",
    ]

    /// Phrases by which programs announce an absence, in lower case.
    private static let absences = [
        "out of office", "out of the office", "out-of-office", "out of office autoreply",
        "out of office reply", "i am out of office", "i am out of the office",
        "i'm out of the office", "away from my mail", "abwesenheitsnotiz", "abwesenheitsmeldung",
        "automatische abwesenheitsnotiz", "automatische abwesenheitsmeldung",
        "abwesenheitsassistent", "absence du bureau", "absent du bureau",
        "message d'absence", "fuera de la oficina", "fuori ufficio", "fora do escritório",
        "afwezigheidsassistent", "frånvaromeddelande", "fraværsmelding", "poissaoloviesti",
        "nieobecność w biurze", "poza biurem", "mimo kancelář", "házon kívül",
        "în afara biroului", "нет на месте", "вне офиса", "ofis dışında", "不在通知",
        "fora de l'oficina", "fora de l’oficina", "izvan ureda", "zunaj pisarne", "ne biure",
        "ārpus biroja", "kontorist väljas", "di luar kantor", "ekki á skrifstofunni",
        "vắng mặt tại văn phòng", "ไม่อยู่ที่สำนักงาน",
    ]

    /// Words after a phrase of absence that begin the period, as in `until Monday`.
    private static let periods = [
        "until", "till", "from", "bis", "vom", "ab", "jusqu", "du", "hasta", "del", "fino", "dal",
        "até", "tot", "til",
    ]

    /// Words that both programs and people use; they prevent a reply but do not classify the mail.
    ///
    /// In German, `Auto: ein Kratzer` is about a car.
    private static let ambiguous = [
        "auto", "frånvaro", "fravær", "poissa", "afwezig", "fuori sede", "外出",
    ]

    private static let replies = AnswerSubject.replyWords

    /// Returns what shows that a program wrote the subject, or nil if nothing does.
    ///
    /// A phrase after `Re:` is ignored: a person may be replying to mail sent by mailclerk.
    static func evidence(in subject: String) -> String? {
        if let phrase = phrase(startingAt: start(of: subject)) {
            return "the subject begins with \"\(phrase)\""
        }
        return NotesAbsence.isSubject(subject) ? "the subject of an absence notice of Notes" : nil
    }

    /// Returns whether a program may have written the subject, after any `Re:`.
    static func isSuspicious(_ subject: String) -> Bool {
        var text = start(of: subject)
        for _ in 0..<8 {
            guard let colon = text.firstIndex(where: isColon),
                replies.contains(word(text[..<colon]))
            else { break }
            text = withoutTags(text[text.index(after: colon)...])
        }
        return phrase(startingAt: text) != nil
            || Beginning(text).isOne(of: ambiguous)
            || NotesAbsence.isSubject(subject)
    }

    private static func phrase(startingAt text: Substring) -> String? {
        let text = Beginning(text)
        return replyNames.first { text.isFollowed($0, byPeriod: false) }
            ?? absences.first { text.isFollowed($0, byPeriod: true) }
    }

    /// Returns whether two or more automatic prefixes are stacked, as in `Re: Auto: Re: Auto:
    /// hello`, which shows that two programs reply to each other.
    static func isStacked(_ subject: String) -> Bool {
        var automatic = 0
        let parts = start(of: subject).split(
            omittingEmptySubsequences: false, whereSeparator: isColon)
        for part in parts.dropLast().prefix(16) {
            let word = word(part)
            if isPhrase(word) {
                automatic += 1
            } else if !replies.contains(word) {
                break
            }
        }
        return automatic >= 2
    }

    /// At most 400 characters of a subject are examined, because prefixes are at its beginning.
    private static let lengthInCharacters = 400

    private static func start(of subject: String) -> Substring {
        withoutTags(Substring(subject.lowercased()).prefix(lengthInCharacters))
    }

    /// Returns the text without the `[tags]` that gateways and ticket systems put in front.
    private static func withoutTags(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        for _ in 0..<4 {
            guard rest.first == "[", let end = rest.firstIndex(of: "]"),
                !isPhrase(String(rest[..<end].dropFirst()))
            else { break }
            rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
        }
        return rest
    }

    private static func isPhrase(_ text: String) -> Bool {
        replyNames.contains(text) || absences.contains(text) || ambiguous.contains(text)
    }

    /// Returns the word before a colon, without tags before it and a count after it (`re[2]`).
    private static func word(_ text: Substring) -> String {
        let bare = withoutTags(text).prefix { $0 != "[" }
        return String(bare.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// The beginning of a subject, which is compared with many phrases.
    private struct Beginning {
        /// Whether a bracket precedes the text, as in `(Auto-reply) Lamp`.
        private let isBracketed: Bool
        /// The text without that bracket.
        private let text: Substring
        /// Whether the text has combining marks, as in Vietnamese in windows-1258 and, from some
        /// programs, in any language.
        private let isDecomposed: Bool

        init(_ text: Substring) {
            let first = text.utf8.first
            isBracketed = first == UInt8(ascii: "[") || first == UInt8(ascii: "(")
            self.text = isBracketed ? text.dropFirst() : text
            // U+0300 to U+036F in UTF-8.
            isDecomposed = text.utf8.contains { $0 == 0xCC || $0 == 0xCD }
        }

        /// Returns whether one of the phrases stands before a colon or is the whole text.
        func isOne(of phrases: [String]) -> Bool {
            phrases.contains { isFollowed($0, byPeriod: false) }
        }

        /// Returns whether the text is the phrase, perhaps with what programs write after it.
        func isFollowed(_ phrase: String, byPeriod: Bool) -> Bool {
            guard let behind = remainder(after: phrase) else { return false }
            let rest = behind.drop(while: \.isWhitespace)
            guard let next = rest.first else { return true }
            if isColon(next) || isBracketed && (next == "]" || next == ")") { return true }
            guard byPeriod else { return false }
            if "-–—(!.".contains(next) { return true }
            let word = String(rest.prefix(while: \.isLetter))
            return behind.first?.isWhitespace == true && periods.contains(word)
        }

        /// Returns the text after the phrase; nil if the text begins differently.
        private func remainder(after phrase: String) -> Substring? {
            // Most phrases differ in the first byte.
            if text.utf8.first == phrase.utf8.first, text.utf8.starts(with: phrase.utf8) {
                return Substring(text.utf8.dropFirst(phrase.utf8.count))
            }
            // Characters are equal in both forms.
            guard isDecomposed, text.starts(with: phrase) else { return nil }
            return text.dropFirst(phrase.count)
        }
    }

    private static func isColon(_ character: Character) -> Bool {
        character == ":" || character == "："
    }
}
