// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store
import SystemMailbox
import Testing

@Suite("What people decide about programs and the answers that wait for them")
struct ActionDecisionTests {
    private func ctl(_ erp: ActionSite, _ arguments: String...) throws -> Outcome {
        try Program.control.run(arguments + ["--store", erp.site.storePath])
    }

    @Test func outboxListsThem() throws {
        let erp = try ActionSite()
        try erp.become("echo 'no lamps' >&2; exit 1")
        #expect(try erp.site.deliver() == .silent(0))
        let lines = try ctl(erp, "outbox", "--json").output.split(separator: "\n")
        let rows = try lines.map { try JSON(parsing: Array($0.utf8)) }
        let job = try #require(rows.first { $0["kind"] == "action" })
        #expect(job["to"] == "erp" && job["state"] == "failed" && job["attempts"] == 1)
        #expect(job["mailbox"] == "support" && job["email"] == 1)
        #expect(job["last_error"]?.string?.contains("no lamps") == true)
        let reply = try #require(rows.first { $0["kind"] == "auto-response" })
        #expect(reply["state"] == "failed")
        #expect(reply["last_error"]?.string?.contains("no lamps") == true)
        let journal = try ctl(erp, "journal", "1").output
        #expect(journal.contains("action-failed") && journal.contains("no lamps"))
        #expect(journal.contains("it waits for the record of erp"))
    }

    @Test func emailShowsWhatBecameOfIt() throws {
        let erp = try ActionSite()
        #expect(try erp.site.deliver() == .silent(0))
        let shown = try ctl(erp, "show", "1").output
        #expect(
            shown.split(separator: "\n").contains { line in
                line.contains("Record") && line.hasSuffix("erp T-17, https://erp.example/17")
            }, "\(shown)")
        let logged = try ctl(erp, "mailboxes", "--json").output
        #expect(logged.contains("\"action\":\"erp\"") || logged.contains("\"action\": \"erp\""))
    }

    @Test func emailWithAProgramsRecordIsNotConverted() throws {
        let erp = try ActionSite()
        #expect(try erp.site.deliver() == .silent(0))
        let refused = try ctl(erp, "convert", "1", "case")
        #expect(refused.status == 77 && refused.error.contains("erp T-17"))
        #expect(try erp.site.caseNumbers() == [])
    }

    @Test func retriedProgramSendsTheAnswerAfterAll() throws {
        let erp = try ActionSite()
        try erp.become("exit 1")
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        let reply = try #require(try erp.answers().first)
        // The answer alone can't be sent: there is none yet.
        #expect(try ctl(erp, "outbox", "retry", String(reply.id)).status == 77)
        try erp.become(ActionSite.ticket)
        #expect(try ctl(erp, "outbox", "retry", String(job.id)).status == 0)
        #expect(try erp.flush().status == 0)
        #expect(try erp.job()?.state == .sent)
        #expect(try erp.answers().map(\.state) == [.sent])
        #expect(try erp.site.sendmail.handed().count == 1)
    }

    @Test func cancelledProgramTakesItsAnswerAlong() throws {
        let erp = try ActionSite()
        try erp.become("exit 75")
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        #expect(try ctl(erp, "outbox", "cancel", String(job.id)).status == 0)
        #expect(try erp.job()?.state == .failed)
        let reply = try #require(try erp.answers().first)
        #expect(reply.state == .failed && reply.lastError?.contains("cancelled by") == true)
        try erp.become(ActionSite.ticket)
        #expect(try erp.flush(after: 90_000_000).status == 0)
        #expect(try erp.records().isEmpty)
    }

    @Test func cancelledAnswerIsNotSentWithTheRecord() throws {
        let erp = try ActionSite()
        try erp.become("exit 75")
        #expect(try erp.site.deliver() == .silent(0))
        let reply = try #require(try erp.answers().first)
        #expect(try ctl(erp, "outbox", "cancel", String(reply.id)).status == 0)
        #expect(try ctl(erp, "outbox", "retry", String(reply.id)).status == 77)
        try erp.become(ActionSite.ticket)
        #expect(try erp.flush(after: 90_000_000).status == 0)
        #expect(try erp.records().count == 1)
        #expect(try erp.answers().map(\.state) == [.failed])
        #expect(try erp.site.sendmail.handed().isEmpty)
    }

    @Test func replayRunsTheProgramWhereThereIsNoRecord() throws {
        let erp = try ActionSite()
        try erp.become("exit 1")
        #expect(try erp.site.deliver() == .silent(0))
        let key = try #require(try erp.job()).messageID
        try erp.become(ActionSite.ticket)
        for _ in 0..<2 {
            #expect(try ctl(erp, "replay", "--id", "1", "--act").status == 0)
            #expect(try erp.flush().status == 0)
        }
        let jobs = try erp.site.outbox().filter { $0.kind == .action }
        #expect(jobs.map(\.state) == [.failed, .sent])
        #expect(jobs.map(\.messageID) == [key, key])
        #expect(try erp.records().map(\.number) == ["T-17"])
    }
}
