// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import SQL
import TestSupport
import Testing

@Suite struct DeadlineTests {
    private let site: Site

    init() throws {
        site = try Site()
    }

    /// Has another process, which this test is, hold the store's write lock.
    private func lockStore() throws -> Connection {
        let connection = try Connection(path: site.storePath, access: .readWrite)
        try connection.execute("BEGIN IMMEDIATE")
        return connection
    }

    /// Has sendmail note its process number and then do nothing for long.
    private func hangSendmail() throws {
        try site.sendmail.become("echo $$ > '\(site.directory)/sleeper'; exec sleep 100")
    }

    /// The process of a sendmail that does nothing; nil when none starts within a minute.
    private func sleeper() -> pid_t? {
        for _ in 0..<6000 {
            let text = try? String(contentsOfFile: site.directory + "/sleeper", encoding: .utf8)
            if let text, text.hasSuffix("\n"), let process = pid_t(text.dropLast()) {
                return process
            }
            usleep(10_000)
        }
        return nil
    }

    @Test func inputThatDoesNotEndIs75() throws {
        let running = try Program.filter.start(site.everyday + ["-t", "1"])
        running.write(Array(letter().utf8))
        #expect(running.wait(keepingInputOpen: true) == .silent(75))
        #expect(try site.emails().isEmpty)
    }

    @Test func lockHeldForLongIs75AndTheRetryDelivers() throws {
        let connection = try lockStore()
        #expect(try site.deliver(letter(), ["-t", "1", "support@example.com"]) == .silent(75))
        try connection.execute("ROLLBACK")
        #expect(try site.emails().isEmpty)
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
    }

    @Test func deliveryThatStandsStillHoldsUpNobodyForEver() throws {
        let queue = try LockFile(site.storePath + "-queue")
        try queue.lock()
        #expect(try site.deliver(letter(), ["-t", "1", "support@example.com"]) == .silent(75))
        queue.unlock()
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
    }

    @Test func lockHeldForFiveSecondsIsWaitedFor() throws {
        let connection = try lockStore()
        let running = try Program.filter.start(site.everyday)
        running.write(Array(letter().utf8))
        running.closeInput()
        sleep(5)
        #expect(running.isRunning)
        try connection.execute("ROLLBACK")
        #expect(running.wait() == .silent(0))
        #expect(try site.emails().count == 1)
        #expect(try site.sendmail.handed().count == 1)
    }

    @Test func sendmailThatHangsLeavesTheReplyDueAndNoProcess() throws {
        try hangSendmail()
        #expect(try site.deliver(letter(), site.everyday + ["-t", "8"]) == .silent(0))
        let process = try #require(sleeper())
        defer { kill(process, SIGKILL) }
        #expect(kill(process, 0) != 0)
        #expect(try site.emails().count == 1)
        let reply = try #require(try site.outbox().first)
        #expect(reply.state == .due)
        #expect(reply.lastError?.contains("took more than") == true)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func endedBeforeTheCommitIs75(signal: Int32) throws {
        let running = try Program.filter.start(site.everyday)
        // More than a pipe holds: when it is written, the program reads.
        running.write([UInt8](repeating: UInt8(ascii: "x"), count: 1_000_000))
        running.send(signal)
        #expect(running.wait(keepingInputOpen: true) == .silent(75))
        #expect(try site.emails().isEmpty)
    }

    @Test func endedAfterTheCommitIs0() throws {
        try hangSendmail()
        let running = try Program.filter.start(site.everyday)
        running.write(Array(letter().utf8))
        running.closeInput()
        let process = try #require(sleeper())
        defer { kill(process, SIGKILL) }
        running.send(SIGTERM)
        #expect(running.wait() == .silent(0))
        #expect(try site.emails().count == 1)
        #expect(try site.outbox().map(\.state) == [.sending])
    }
}
