// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import SystemMailbox
import Testing

@Suite("A program that makes no record loses no message")
struct ActionFailureTests {
    /// A way for a program to fail, words that the reason must hold, and what becomes of it.
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: [String]
        let isFinal: Bool
        let commands: String
        var mode = 0o755

        init(
            _ description: String, _ commands: String, isFinal: Bool, mode: Int = 0o755,
            _ reason: String...
        ) {
            testDescription = description
            self.commands = commands
            self.isFinal = isFinal
            self.mode = mode
            self.reason = reason
        }
    }

    static let failures = [
        Failure("75", "echo busy >&2; exit 75", isFinal: false, "status 75", "busy"),
        Failure("other status", "echo no way >&2; exit 3", isFinal: true, "status 3", "no way"),
        Failure("garbage", "echo done", isFinal: true, "not JSON"),
        Failure("nothing", "exit 0", isFinal: true, "not JSON"),
        Failure("no object", "echo '[1]'", isFinal: true, "not a JSON object"),
        Failure("no number", "echo '{\"url\": \"https://a/\"}'", isFinal: true, "no \"number\""),
        Failure(
            "number on two lines", "printf %s '{\"number\": \"1\\n2\"}'", isFinal: true,
            "\"number\" must be"),
        Failure(
            "url of another kind", "echo '{\"number\": 1, \"url\": \"javascript:x\"}'",
            isFinal: true, "\"url\""),
        Failure(
            "fields of another kind", "echo '{\"number\": 1, \"fields\": []}'", isFinal: true,
            "\"fields\""),
        Failure(
            "10 MB", "head -c 10000000 /dev/zero; echo '{\"number\": 1}'", isFinal: true,
            "too much output"),
        Failure(
            "10 MB of complaints", "head -c 10000000 /dev/zero | tr '\\0' x >&2; exit 9",
            isFinal: true, "status 9", "xxx"),
        Failure("killed", "kill -9 $$", isFinal: false, "signal 9"),
        Failure("crash", "kill -SEGV $$", isFinal: false, "signal 11"),
        Failure("not executable", "exit 0", isFinal: false, mode: 0o644, "execut"),
        Failure(
            "writable by others", "echo '{\"number\": 1}'", isFinal: false, mode: 0o757,
            "writable by users"),
    ]

    @Test(arguments: failures)
    func isRecorded(failure: Failure) throws {
        let erp = try ActionSite()
        try erp.become(failure.commands, mode: failure.mode)
        #expect(try erp.site.deliver() == .silent(0))
        #expect(try erp.site.emails().count == 1)
        #expect(try erp.site.raw() == Array(letter().utf8))
        let job = try #require(try erp.job())
        #expect(job.state == (failure.isFinal ? .failed : .due))
        let reason = try #require(job.lastError)
        for words in failure.reason { #expect(reason.contains(words), "\(reason)") }
        #expect(reason.utf8.count < 2500)
        let answer = try #require(try erp.answers().first)
        #expect(answer.state == (failure.isFinal ? .failed : .held))
        #expect(answer.lastError?.contains("record") == true)
        #expect(
            try erp.events()
                == ["delivered"]
                + (failure.isFinal ? ["action-failed", "reply-failed"] : ["action-delayed"]))
        #expect(try erp.records().isEmpty)
        #expect(try erp.site.sendmail.handed().isEmpty)
        #expect(try erp.leftovers() == [])
    }

    @Test func missingProgramIsAwaited() throws {
        let erp = try ActionSite()
        try FileManager.default.removeItem(atPath: erp.program)
        #expect(try erp.site.deliver() == .silent(0))
        #expect(try erp.job()?.state == .due)
        try erp.become(ActionSite.ticket)
        #expect(try erp.flush().output == "")
        #expect(try erp.job()?.state == .due)
        let flushed = try erp.flush(after: 90_000_000)
        #expect(flushed.status == 0 && flushed.output.contains("ran action 1 of erp"))
        #expect(try erp.answers().map(\.state) == [.sent])
        #expect(try erp.job()?.attempts == 2)
    }

    @Test func hangingProgramGoesWithItsChildren() throws {
        let erp = try ActionSite(timeout: 1_000_000)
        let pids = erp.site.directory + "/pids"
        try erp.become(
            "trap '' TERM HUP; sleep 600 & echo $! > \(pids); echo $$ >> \(pids); sleep 600")
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        #expect(job.state == .due && job.lastError?.contains("timed out after 1 s") == true)
        let written = String(decoding: try FileSystem.read(pids), as: UTF8.self)
        let processes = written.split(separator: "\n").compactMap { Int32($0) }
        #expect(processes.count == 2)
        for process in processes { #expect(!isAlive(process)) }
        #expect(try erp.leftovers() == [])
    }

    @Test func theDeadlineOfTheDeliveryEndsTheProgram() throws {
        let erp = try ActionSite()
        try erp.become("sleep 600")
        let arguments = ["-t", "3", "-f", "ada@customer.example", "-r", "support@example.com"]
        #expect(try erp.site.deliver(letter(), arguments) == .silent(0))
        let job = try #require(try erp.job())
        #expect(job.state == .due && job.attempts == 1)
        #expect(job.lastError?.contains("timed out after") == true)
        #expect(try erp.leftovers() == [])
    }

    @Test func killedRunnerIsFollowedByTheNext() throws {
        let erp = try ActionSite()
        let started = erp.site.directory + "/started"
        try erp.become("echo $$ > \(started); sleep 600")
        let filter = try Program.filter.start(erp.site.everyday)
        filter.write(Array(letter().utf8))
        filter.closeInput()
        let orphan = try #require(waitForNumber(in: started))
        filter.send(SIGKILL)
        #expect(filter.wait().status == -SIGKILL)
        kill(-orphan, SIGKILL)
        let job = try #require(try erp.job())
        #expect(job.state == .sending)
        #expect(try erp.leftovers().count == 1)
        try erp.become("echo $MAILCLERK_IDEMPOTENCY_KEY >&2; \(ActionSite.ticket)")
        #expect(try erp.flush().status == 0)
        #expect(try erp.job()?.state == .sent)
        #expect(try erp.job()?.messageID == job.messageID)
        #expect(try erp.records().map(\.number) == ["T-17"])
        #expect(try erp.site.sendmail.handed().count == 1)
        #expect(try erp.leftovers() == [])
    }

    /// The number that a program writes into a file as soon as it runs.
    private func waitForNumber(in path: String) -> Int32? {
        for _ in 0..<6000 {
            let text = (try? FileSystem.read(path)).map { String(decoding: $0, as: UTF8.self) }
            if let text, text.hasSuffix("\n") { return Int32(text.dropLast()) }
            usleep(10_000)
        }
        return nil
    }

    @Test func twoRunnersRunItOnce() throws {
        let erp = try ActionSite()
        let (started, go) = (erp.site.directory + "/started", erp.site.directory + "/go")
        try erp.become(
            "echo run >> \(go).runs; echo $$ > \(started);"
                + " while ! [ -e \(go) ]; do sleep 0.01; done; \(ActionSite.ticket)")
        let filter = try Program.filter.start(erp.site.everyday)
        filter.write(Array(letter().utf8))
        filter.closeInput()
        _ = try #require(waitForNumber(in: started))
        #expect(try erp.flush(after: 120_000_000).status == 0)
        #expect(try erp.job()?.state == .sending)
        try FileSystem.write(go, [])
        #expect(filter.wait() == .silent(0))
        #expect(try FileSystem.read(go + ".runs") == Array("run\n".utf8))
        #expect(try erp.job()?.state == .sent)
        #expect(try erp.site.sendmail.handed().count == 1)
    }

    @Test func afterTwentyAttemptsItHasFailed() throws {
        let erp = try ActionSite()
        try erp.become("exit 75")
        #expect(try erp.site.deliver() == .silent(0))
        for attempt in 2...20 {
            #expect(try erp.job()?.state == .due)
            let flushed = try erp.flush(after: Int64(attempt) * 3_700_000_000)
            #expect(flushed.status == (attempt < 20 ? 75 : 0))
        }
        let job = try #require(try erp.job())
        #expect(job.state == .failed && job.attempts == 20)
        #expect(job.lastError?.hasPrefix("failed after 20 attempts") == true)
        #expect(try erp.answers().map(\.state) == [.failed])
    }

    @Test func otherDeliveriesDoNotRunIt() throws {
        let erp = try ActionSite()
        let runs = erp.site.directory + "/runs"
        try erp.become("echo run >> \(runs); exit 75")
        #expect(try erp.site.deliver() == .silent(0))
        let later = ["MAILCLERK_TEST_CLOCK": String(Clock.system.now() + 90_000_000)]
        let other = ["-f", "bob@customer.example", "-r", "archive@example.com"]
        #expect(try erp.site.deliver(letter("2"), other, environment: later) == .silent(0))
        #expect(try FileSystem.read(runs) == Array("run\n".utf8))
        #expect(try erp.job()?.attempts == 1)
    }
}
