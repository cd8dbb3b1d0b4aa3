// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

/// `replay` of stored mail.
@Suite struct ReplayTests {
    /// A site that stored two emails of one thread, and one more, before anything was to be done.
    private func quietSite() throws -> Site {
        let site = try Site {
            $0.mailboxes[2].action.kind = .none
            $0.mailboxes[2].rules = []
        }
        try site.deliver()
        try site.deliver(letter("2", head: "In-Reply-To: <1@customer.example>\n"))
        try site.deliver(letter("3"))
        return site
    }

    /// Has the site make cases and answer from now on.
    private func wake(_ site: Site) throws {
        var settings = site.settings
        settings.mailboxes[2].action.kind = .case
        settings.mailboxes[2].rules = [AutoResponseRule(name: "Thanks", template: "acknowledge")]
        try site.apply(settings)
    }

    private func counts(_ site: Site) throws -> [Int] {
        [try site.emails().count, try site.caseNumbers().count, try site.outbox().count]
    }

    @Test func withoutOptionsNothingIsDoneAndItSaysSo() throws {
        let site = try quietSite()
        try wake(site)
        let outcome = try site.control(["replay", "--since", "1d"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Action:  create case (its thread has no record)"))
        #expect(outcome.output.contains("Reply:   yes, to ada@customer.example"))
        #expect(
            outcome.error
                == "mailclerkctl: nothing was changed: --act creates records, --reply sends automatic replies\n"
        )
        #expect(try counts(site) == [3, 0, 0])
        #expect(try site.events(1) == ["delivered"])
    }

    @Test func actMakesOneRecordAThreadAndAnswersNothing() throws {
        let site = try quietSite()
        try wake(site)
        #expect(try site.control(["replay", "--since", "1d", "--act"]).status == 0)
        #expect(try counts(site) == [3, 2, 0])
        #expect(try site.object(["case", "1"])["emails"] as? [Int] == [1, 2])
        #expect(try site.events(1) == ["delivered", "replayed"])
        // The thread of the second has its record already.
        #expect(try site.events(2) == ["delivered"])
    }

    @Test func replyAnswersOnceWhatTheRulesAnswer() throws {
        let site = try quietSite()
        try wake(site)
        #expect(try site.control(["replay", "--since", "1d", "--act", "--reply"]).status == 0)
        // The rule is for new threads alone: the second email is no first of its thread.
        #expect(try site.outbox().map(\.emailID) == [1, 3])
        #expect(try site.outbox().map(\.state) == [.due, .due])
        #expect(try site.control(["flush"]).status == 0)
        let sent = try site.sendmail.handed().map(\.message)
        #expect(sent.count == 2)
        #expect(sent.contains { $0.contains("This is case 1.") })
    }

    @Test func againItDoesNothingMore() throws {
        let site = try quietSite()
        try wake(site)
        for _ in 1...3 {
            #expect(try site.control(["replay", "--since", "1d", "--act", "--reply"]).status == 0)
            #expect(try counts(site) == [3, 2, 2])
        }
        #expect(try site.events(1) == ["delivered", "replayed"])
        #expect(try site.control(["outbox", "cancel", "1"]).status == 0)
        let row = try site.object(["replay", "--id", "1", "--reply"])
        #expect(row["changed"] as? Bool == false)
        let reply = try #require(row["reply"] as? [String: Any])
        #expect(reply["why"] as? String == "already replied to: outbox entry 1")
    }

    @Test func answerCarriesTheCaseThatIsThere() throws {
        let site = try Site { $0.mailboxes[2].rules = [] }
        try site.deliver()
        try wake(site)
        let row = try site.object(["replay", "--id", "1", "--reply"])
        #expect(row["outbox"] as? Int == 1)
        #expect(try site.caseNumbers() == [1])
        #expect(String(decoding: try site.outbox()[0].message, as: UTF8.self).contains("[#1]"))
    }

    @Test func failedIsWhatWasDegradedUntilItIsMadeGood() throws {
        // The rule's template is missing, as no settings that were applied could have it.
        let site = try Site { $0.templates = [] }
        try site.deliver()
        try site.deliver(letter("2"), ["-f", "ada@customer.example", "archive@example.com"])
        #expect(try site.events(1) == ["degraded"])
        #expect(try site.objects(["replay", "--failed"]).map { $0["email"] as? Int } == [1])
        // It fails again: it stays what failed.
        #expect(try site.control(["replay", "--failed", "--reply"]).status == 0)
        #expect(try site.events(1) == ["degraded", "degraded"])
        var settings = site.settings
        settings.templates = [
            TemplateSource(
                purpose: .reply, name: "acknowledge", language: "en", form: .text, fields: [],
                body: "Case {{case.number}}.\n")
        ]
        try site.apply(settings)
        #expect(try site.control(["replay", "--failed", "--act", "--reply"]).status == 0)
        #expect(try site.events(1).last == "replayed")
        #expect(try site.caseNumbers() == [1])
        #expect(try site.outbox().map(\.emailID) == [1])
        let none = try site.control(["replay", "--failed", "--act", "--reply"])
        #expect(none == Outcome(status: 0, error: "mailclerkctl: no email to replay\n"))
    }

    @Test func vetoesHoldAsAtTheFirstTime() throws {
        let site = try Site { $0.mailboxes[2].rules = [] }
        try site.deliver(letter("1", head: "List-Id: <x.example>\n"))
        try site.deliver(letter("2"), ["-f", "", "support@example.com"])
        // Postfix may have altered this one: nothing confirms it.
        try site.deliver(
            letter("3"), ["support@example.com"], environment: ["SENDER": "a_b@x.example"])
        try wake(site)
        let codes = try site.objects(["replay", "--since", "1d", "--reply"]).map { row in
            ((row["reply"] as? [String: Any])?["vetoes"] as? [[String: Any]])?
                .compactMap { $0["code"] as? String } ?? []
        }
        #expect(codes == [["mailing-list"], ["null-sender"], ["unusable-sender"]])
        #expect(try site.outbox().isEmpty)
    }

    static let refused: [([String], Int32)] = [
        (["replay"], 64), (["replay", "--failed", "--id", "1"], 64),
        (["replay", "--since", "never"], 64), (["replay", "--id", "9"], 67),
        (["replay", "--failed", "--as", "alice"], 77),
    ]

    @Test(arguments: refused)
    func wrongUseIsRefused(arguments: [String], status: Int32) throws {
        #expect(try Site().control(arguments).status == status)
    }
}
