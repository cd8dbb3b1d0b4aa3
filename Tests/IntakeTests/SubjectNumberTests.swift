// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

@testable import Intake

/// Tests of the numbers in subjects that are case numbers.
@Suite struct SubjectNumberTests {
    @Test(arguments: [
        "[Case 42] Lamp", "Re: [CASE 42] Lamp", "AW: [#42]", "(#42)", "WG: Anfrage (Fall #42)",
        "SV: [Ärende 42] Lampa", "RE: [ÄRENDE: 42]", "[Acme support case 42]", "[Acme Ltd #42]",
        "[Case No. 42]", "[Ticket-ID: 42]", "[Case# 42]", "[Case-42]", "[Vorgang Nr. 42 ]",
        "Case #42: Lamp", "about case #42", "Ticket#42", "Ticket: #42", "Request No. #42",
        "[Заявка № 42] Лампа", "Обращение №42", "回复：【案件 42】", "【サポート案件番号：42】",
        "（#42）", "답장: [문의번호 42]", "[Yêu cầu 42]", "[Sol·licitud 42]", "טיקט (פנייה 42)",
        "[Demande d'assistance] [dossier 42]", "Fwd: Re: caso #42 - lámpara", "[Case 42] [1/3]",
        "(see [Case 42])", "[Case 0042]", "Case #42.", "[Ügy 42]", "[Αίτημα 42]", "[TALEP 42]",
    ])
    func numbersOfCases(subject: String) {
        #expect(SubjectNumber.all(in: subject) == [42])
    }

    @Test(arguments: [
        "Fotos (42)", "Offer [42]", "[EXTERNAL 42]", "case 42 of wine", "A case: 42 bottles", "#42",
        "Order #42", "order (42)", "[42/50]", "[Bug 5 #42]", "Ticket #2026-42", "Case #42.1",
        "Case #42b", "[Case 42b]", "[Case 42", "[Case #]", "[Case 1234567890123]", "[Case 0]",
        "showcase #42", "[Showcase 42]", "Case (42)", "[Rechnung 42]", "Top #42 of this case",
        "[Case 42 of 50]", "&#42;", "case &#42;", "[2 #42]", "In any case, #42", "", "[]", "#",
    ])
    func otherNumbers(subject: String) {
        #expect(SubjectNumber.all(in: subject) == [])
    }

    @Test func `at most three numbers are used, each once`() {
        #expect(
            SubjectNumber.all(in: "[#5] [Case 5] (Fall 6) Ticket #7 [#8]") == [5, 6, 7])
    }

    /// Words and brackets that never end must not make the work grow with the square of the length.
    @Test func `a long subject is read quickly`() {
        for text in ["[", "[Case ", "#1", "案件", "(1"] {
            _ = SubjectNumber.all(in: String(repeating: text, count: 8_192 / text.utf8.count))
        }
        #expect(
            SubjectNumber.all(in: String(repeating: "[Case ", count: 1_300) + "42]") == [42])
    }

    // MARK: Words

    /// Words are compared with the lower case of a subject.
    @Test func `words are in lower case, and each is in its language once`() {
        #expect(CaseWords.byLanguage.count >= 20)
        for (language, words) in CaseWords.byLanguage {
            #expect(Set(words).count == words.count, "\(language)")
            for word in words {
                #expect(word == word.lowercased(), "\(language)")
                #expect(SubjectNumber.all(in: "Re: [\(word) 42]") == [42], "\(word)")
                #expect(SubjectNumber.all(in: "Re: [\(word.uppercased()) 42]") == [42], "\(word)")
                #expect(SubjectNumber.all(in: "\(word) #42") == [42], "\(word)")
            }
        }
    }

    @Test func `mailclerk(8) has the same words`() throws {
        let lines = try Source.text(in: "man/mailclerk.8").split(separator: "\n")
            .drop { $0 != ".Ss Words for case" }.prefix { $0 != ".El" }
        var listed: [String] = []
        for line in lines.drop(while: { !$0.hasPrefix(".Bl") }).dropFirst() {
            if line.hasPrefix(".It ") {
                listed.append(line.dropFirst(4) + ":")
            } else {
                listed[listed.count - 1] += " " + line
            }
        }
        #expect(
            listed
                == CaseWords.byLanguage.map {
                    $0.language + ": " + $0.words.joined(separator: ", ")
                })
    }
}
