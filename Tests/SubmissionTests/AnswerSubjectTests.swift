// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

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
}
