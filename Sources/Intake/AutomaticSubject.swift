// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Subjects of automatic mail that says so nowhere else; only ever used to not do something.
enum AutomaticSubject {
    /// Beginnings of out-of-office and other automatic answers in the languages of common mail
    /// programs, in lower case.
    private static let beginnings = [
        "auto:", "auto-reply", "autoreply", "auto reply", "automatic reply", "automated reply",
        "autoresponse", "out of office", "out of the office", "out-of-office", "away from my mail",
        "automatische antwort", "abwesenheitsnotiz", "automatische abwesenheit",
        "réponse automatique", "absence du bureau", "absent du bureau", "respuesta automática",
        "fuera de la oficina", "risposta automatica", "fuori ufficio", "fuori sede",
        "resposta automática", "fora do escritório", "automatisch antwoord",
        "afwezigheidsassistent", "automatiskt svar", "frånvaro", "automatisk svar", "autosvar",
        "automaattinen vastaus", "poissa", "odpowiedź automatyczna", "autoodpowiedź",
        "automatická odpověď", "automatikus válasz", "házon kívül", "răspuns automat",
        "автоответ", "автоматический ответ", "автоматична відповідь", "otomatik yanıt",
        "自動返信", "自动回复", "자동 회신", "자동 응답",
    ]

    /// Prefixes that programs put before a subject that they answer or pass on.
    private static let prefixes = ["auto", "autoreply", "automatic reply", "auto-reply"]
    private static let answers = ["re", "aw", "sv", "antw", "vs", "odp", "ynt", "rif", "res"]

    /// The beginning that gives a subject away, behind any `Re:`; nil when there is none.
    static func prefix(of subject: String) -> String? {
        let text = withoutAnswers(subject.lowercased())
        return beginnings.first { text.utf8.starts(with: $0.utf8) }
    }

    /// Whether two or more automatic prefixes are stacked, as in `Re: Auto: Re: Auto: hello`: two
    /// programs are answering each other.
    static func isStacked(_ subject: String) -> Bool {
        var automatic = 0
        for part in subject.lowercased().split(separator: ":").dropLast().prefix(16) {
            let word = trimmed(part)
            if prefixes.contains(word) {
                automatic += 1
            } else if !answers.contains(word) {
                break
            }
        }
        return automatic >= 2
    }

    private static func withoutAnswers(_ subject: String) -> String {
        var rest = Substring(subject)
        for _ in 0..<8 {
            rest = rest.drop { $0.isWhitespace }
            guard let colon = rest.firstIndex(of: ":"),
                answers.contains(trimmed(rest[..<colon]))
            else { break }
            rest = rest[rest.index(after: colon)...]
        }
        return String(rest)
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
