// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox
import Testing

@testable import Intake

@Suite("Kinds of action")
struct ActionTests {
    /// A site in which a program creates the records of mailbox support; the program is not run.
    private func site(
        body: String = "Ticket {{record.number}}\n", partial: String = "",
        _ change: (inout Settings) -> Void = { _ in }
    ) throws -> TestSite {
        try TestSite { settings in
            settings.programs = [ActionProgram(name: "erp", command: ["/bin/false"])]
            for index in settings.mailboxes.indices
            where settings.mailboxes[index].name == "support" {
                settings.mailboxes[index].action.kind = .program("erp")
            }
            settings.templates = [
                TemplateSource(
                    purpose: .reply, name: "acknowledge", language: "en", form: .text, fields: [],
                    body: body),
                TemplateSource(
                    purpose: .partial, name: "footer", language: "", form: .text, fields: [],
                    body: partial),
            ]
            change(&settings)
        }
    }

    @Test func everyKindHasItsName() {
        for kind in Action.Kind.builtIn + [.program("erp")] {
            #expect(Action.Kind(rawValue: kind.rawValue) == kind)
        }
        #expect(RecordActions.action(of: .none) is NoAction)
        #expect(RecordActions.action(of: .case) is CaseAction)
        #expect(RecordActions.action(of: .lead) is LeadAction)
        #expect((RecordActions.action(of: .program("erp")) as? ProgramAction)?.name == "erp")
    }

    @Test func `a program is queued and the reply waits for its record`() throws {
        let site = try site()
        let explained = try #require(try site.explain(letter()).parts.first)
        #expect(explained.verdict.action.will == .create && explained.reply == nil)
        #expect(explained.verdict.reply.will)
        #expect(
            explained.verdict.reply.why
                == "rule Acknowledge replies; it waits for the record of erp")
        #expect(try site.count("outbox") == 0)
        let report = try site.deliver(letter())
        let verdict = try #require(report.parts.first?.verdict)
        #expect(verdict.json() == explained.verdict.json())
        #expect(verdict.json()["action"]?["type"] == "erp")
        #expect(report.entries.map(\.kind) == [.action])
        let answer = try #require(try site.answers().first { $0.kind == .autoResponse })
        #expect(answer.state == .held && answer.message.isEmpty)
        #expect(answer.lastError == "waits for the record of erp")
        let job = try #require(try site.answers().first { $0.kind == .action })
        #expect(job.state == .sending && job.recipient == "erp" && job.rule == "erp")
        #expect(try site.store.isKnownContact("ada@customer.example"))
        #expect(try site.count("cases") == 0)
    }

    @Test(arguments: [
        ("{{#record}}x{{/record}}", "", true), ("{{^record.url}}x{{/record.url}}", "", true),
        ("{{> footer}}", "{{record.fields.a}}", true), ("{{> footer}}", "{{now}}", false),
        ("{{> other}}", "{{record.number}}", false), ("{{records}} {{now}}", "", false),
    ])
    func `only a template that uses the record waits`(body: String, partial: String, waits: Bool)
        throws
    {
        let site = try site(body: body, partial: partial)
        let report = try site.deliver(letter())
        #expect(report.entries.map(\.kind) == (waits ? [.action] : [.autoResponse, .action]))
        let answer = try #require(try site.answers().first { $0.kind == .autoResponse })
        #expect(answer.state == (waits ? .held : .sending))
    }

    @Test func `the idempotency key depends on mailbox, program and message`() throws {
        let site = try site()
        try site.deliver(letter())
        try site.deliver(letter("2"), from: "bob@customer.example")
        let keys = try site.answers().filter { $0.kind == .action }.map(\.messageID)
        #expect(Set(keys).count == 2)
        let email = try #require(try site.store.email(id: 1))
        func key(_ mailbox: String, _ program: String) -> String {
            IdempotencyKey.make(mailbox: mailbox, program: program, digest: email.digest)
        }
        #expect(keys.first == key("support", "erp"))
        #expect(key("support", "erp2") != key("support2", "erp"))
        #expect(key("a", "bc") != key("ab", "c"))
        #expect(keys.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }

    @Test func `waiting replies count towards the limits`() throws {
        let site = try site {
            $0.replies.limit = RateLimit(count: 2, within: 3_600_000_000)
            $0.replies.totalLimit = RateLimit(count: 3, within: 3_600_000_000)
        }
        func codes(_ id: String, _ sender: String) throws -> [String] {
            let from = "Ada <\(sender)>"
            let report = try site.deliver(letter(id, from: from), from: sender)
            return try #require(report.parts.first?.verdict).reply.vetoes.map(\.code)
        }
        #expect(try codes("1", "ada@customer.example") == [])
        #expect(try codes("2", "ada@customer.example") == [])
        #expect(try codes("3", "ada@customer.example") == ["sender-limit"])
        #expect(try codes("4", "bob@customer.example") == [])
        #expect(try codes("5", "carl@customer.example") == [])
        let waiting = try [Int64(1), 2, 4, 5].flatMap { id -> [Store.WaitingReply] in
            let email = try #require(try site.store.email(id: id))
            return try site.store.waitingReplies(threadID: email.threadID)
        }
        #expect(
            waiting.map(\.heldBecause) == [nil, nil, nil, "the mailbox's total-limit is reached"])
    }

    @Test func `a held reply stays held when its record exists`() throws {
        let site = try site { $0.replies.unauthenticated = .hold }
        try site.deliver(letter())
        let waiting = try #require(try site.store.waitingReplies(threadID: 1).first)
        #expect(waiting.heldBecause == "no trusted server vouches for the sender")
        let job = try #require(try site.answers().first { $0.kind == .action })
        let read = try ProgramJob(job, store: site.store)
        try ProgramRecording(store: site.store, clock: .fixed(site.now)).finish(
            try #require(read), record: ProgramRecord(program: "erp", number: "9"))
        let answer = try #require(try site.store.outboxEntry(id: waiting.entry.id))
        #expect(answer.state == .held && answer.lastError == waiting.heldBecause)
        #expect(String(decoding: answer.message, as: UTF8.self).contains("Ticket 9"))
        #expect(try site.store.waitingReplies(threadID: 1) == [])
        #expect(try site.store.outboxEntry(id: job.id)?.state == .sent)
    }

    /// Only an authenticated sender gets its own address back in full.
    @Test func `a reply that waited is rendered for the author as the first time`() throws {
        let site = try site(body: "{{email.subject}} {{record.number}}\n") {
            $0.replies.trustedAuthservIDs = ["mx.example.com"]
        }
        let head = "Authentication-Results: mx.example.com; dkim=pass header.d=customer.example\n"
        try site.deliver(letter(subject: "See https://customer.example/1", head: head))
        let waiting = try #require(try site.store.waitingReplies(threadID: 1).first)
        let job = try #require(try site.answers().first { $0.kind == .action })
        let read = try ProgramJob(job, store: site.store)
        try ProgramRecording(store: site.store, clock: .fixed(site.now)).finish(
            try #require(read), record: ProgramRecord(program: "erp", number: "9"))
        let answer = try #require(try site.store.outboxEntry(id: waiting.entry.id))
        let text = String(decoding: answer.message, as: UTF8.self)
        #expect(text.contains("See https://customer.example/1 9"))
    }

    @Test func mergedThreadsKeepRecordAndWaitingAnswers() throws {
        let site = try site()
        try site.deliver(letter())
        try site.deliver(letter("2"))
        let threads = try [Int64(1), 2].map { try #require(try site.store.thread(id: $0)) }
        try site.store.insert(
            ProgramRecord(program: "erp", number: "9"), threadID: threads[1].id, at: site.now)
        try site.store.connection.transaction(.write) {
            try site.store.merge(
                threads[1], into: threads[0], closedStatus: "closed", at: site.now)
        }
        #expect(try site.store.programRecord(threadID: threads[0].id)?.number == "9")
        #expect(try site.store.thread(id: threads[1].id)?.record == nil)
        #expect(try site.store.waitingReplies(threadID: threads[0].id).count == 2)
    }

    @Test func `untrusted senders are not participants of a program's record`() throws {
        let site = try site(body: "{{record.number}}") {
            for index in $0.mailboxes.indices where !$0.mailboxes[index].rules.isEmpty {
                $0.mailboxes[index].rules[0].on = [.new, .followUp]
            }
        }
        try site.deliver(letter())
        try site.store.insert(
            ProgramRecord(program: "erp", number: "9"), threadID: 1, at: site.now)
        let verdict = try #require(
            try site.deliver(
                letter(
                    "2", head: "In-Reply-To: <1@customer.example>\n",
                    from: "Eve <eve@other.example>"), from: "eve@other.example"
            ).parts.first?.verdict)
        #expect(verdict.action.will == .append && verdict.thread?.isVerified == false)
        #expect(verdict.reply.vetoes.map(\.code).contains("unverified"))
    }
}
