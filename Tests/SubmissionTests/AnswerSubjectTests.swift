// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@testable import Submission

@Suite struct AnswerSubjectTests {
    @Test(arguments: [
        ("Broken lamp", "Re: Broken lamp"), ("Re: Broken lamp", "Re: Broken lamp"),
        ("RE: AW: Antw: Broken lamp", "Re: Broken lamp"), ("Re[2]: lamp", "Re: lamp"),
        ("Re (3): lamp", "Re: lamp"), ("回复：灯", "Re: 灯"), ("", "Re:"), ("Re:", "Re:"),
        ("Fwd: lamp", "Re: Fwd: lamp"), ("[#7] Re: lamp", "Re: [#7] Re: lamp"),
        ("Report: lamp", "Re: Report: lamp"), ("re lamp: dark", "Re: re lamp: dark"),
    ])
    func anAnswerHasOneRe(subject: String, answer: String) {
        #expect(AnswerSubject.reply(to: subject) == answer)
    }

    @Test(arguments: [
        ("Broken lamp", "Fwd: Broken lamp"), ("FW: Fwd: WG: lamp", "Fwd: lamp"),
        ("Re: lamp", "Fwd: Re: lamp"), ("", "Fwd:"),
    ])
    func aForwardHasOneFwd(subject: String, forward: String) {
        #expect(AnswerSubject.forward(of: subject) == forward)
    }

    static let answers: [(String, String, Bool)] = [
        ("Re: lamp", "", true), ("AW: lamp", "", true), ("[team] SV: lamp", "", true),
        ("Re[2]: lamp", "", true), ("Re: Fwd: lamp", "", true), ("回复：灯", "", true),
        ("Lamp", "", false), ("Report: lamp", "", false), ("[team] lamp", "", false),
        ("", "", false),
        ("Lamp", "In-Reply-To: <a@b.example>\n", true), ("", "References: <a@b.example>\n", true),
        // Outlook refers to the message that it forwards.
        ("FW: lamp", "References: <a@b.example>\n", false), ("WG: Re: lamp", "", false),
    ]

    @Test(arguments: answers)
    func knowsAnswers(_ subject: String, _ fields: String, _ isAnswer: Bool) {
        let message = Message(Array("Subject: \(subject)\n\(fields)\n".utf8))
        #expect(AnswerSubject.isAnswer(message) == isAnswer)
    }
}
