// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import TestSupport
import Testing

@Suite struct SendmailTests {
    /// A way for sendmail to fail, and words that the reason must hold.
    struct Failure: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: [String]
        let bring: @Sendable (FakeSendmail) throws -> Void
    }

    static let failures = [
        Failure(testDescription: "status 75", reason: ["75", "queue full"]) {
            try $0.become("cat > /dev/null; echo queue full; exit 75")
        },
        Failure(testDescription: "status 1", reason: ["status 1", "no way"]) {
            try $0.become("echo no way >&2; exit 1")
        },
        Failure(testDescription: "killed", reason: ["signal 9"]) {
            try $0.become("kill -9 $$")
        },
        Failure(testDescription: "missing", reason: ["No such file"]) {
            try FileManager.default.removeItem(atPath: $0.path)
        },
        Failure(testDescription: "writable by others", reason: ["writable by users"]) {
            try $0.become("exit 0", mode: 0o777)
        },
        Failure(testDescription: "not executable", reason: ["execut"]) {
            try $0.become("exit 0", mode: 0o644)
        },
        Failure(testDescription: "no program at all", reason: ["format"]) {
            let link = $0.path
            try FileManager.default.removeItem(atPath: link)
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: link))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: link)
        },
    ]

    @Test(arguments: failures)
    func replyStaysDueWithTheReason(failure: Failure) throws {
        let site = try Site()
        try failure.bring(site.sendmail)
        #expect(try site.deliver() == .silent(0))
        #expect(try site.caseNumbers() == [1])
        let reply = try #require(try site.outbox().first)
        #expect(reply.state == .due)
        let reason = try #require(reply.lastError)
        for words in failure.reason { #expect(reason.contains(words), "\(reason)") }
        #expect(try site.sendmail.handed().isEmpty)
    }

    @Test func failedReplyGoesOutWithALaterDeliveryUnchanged() throws {
        let site = try Site()
        try site.sendmail.become("exit 75")
        #expect(try site.deliver() == .silent(0))
        let reply = try #require(try site.outbox().first)
        try site.sendmail.work()
        let other = ["-f", "bob@customer.example", "-r", "support@example.com"]
        #expect(try site.deliver(letter("2"), other) == .silent(0))
        #expect(try site.sendmail.handed().compactMap(\.arguments.last) == ["bob@customer.example"])
        let later = ["MAILCLERK_TEST_CLOCK": String(Clock.system.now() + 90_000_000)]
        let third = ["-r", "archive@example.com"]
        #expect(try site.deliver(letter("3"), third, environment: later) == .silent(0))
        let resent = try site.sendmail.handed().filter {
            $0.arguments.last == "ada@customer.example"
        }
        #expect(resent.map(\.message) == [String(decoding: reply.message, as: UTF8.self)])
        #expect(try site.outbox().allSatisfy { $0.state == .sent })
    }

    @Test func whatSendmailPrintsIsNotPassedOn() throws {
        let site = try Site()
        try site.sendmail.become("echo noise; echo noise >&2; exit 0")
        #expect(try site.deliver() == .silent(0))
        #expect(try site.outbox().map(\.state) == [.sent])
    }

    @Test func mailThatNobodyMayAnswerIsNotHandedOver() throws {
        let site = try Site()
        for (number, head) in ["Auto-Submitted: auto-replied\n", "List-Id: <l.example>\n"]
            .enumerated()
        {
            #expect(try site.deliver(letter("\(number)", head: head)) == .silent(0))
        }
        #expect(try site.emails().count == 2)
        #expect(try site.sendmail.handed().isEmpty)
    }

    @Test func sentReplyIsAnOutgoingEmailOfItsThread() throws {
        let site = try Site()
        try site.sendmail.become("cat > /dev/null; echo queued as 4711")
        #expect(try site.deliver() == .silent(0))
        let came = try #require(try site.emails().first)
        let reply = try #require(try site.outbox().first)
        let sent = try #require(try site.emails(.out).first)
        #expect(sent.threadID == came.threadID)
        #expect(sent.messageID == reply.messageID)
        #expect(sent.kind == .autoReply)
        #expect(sent.from?.address == "support@example.com")
        #expect(sent.to.map(\.address) == ["ada@customer.example"])
        #expect(sent.subject == "[#1] Broken lamp")
        #expect(sent.snippet == "This is case 1.")
        #expect(sent.envelopeSender == "")
        #expect(try site.query { try $0.raw(emailID: sent.id) } == reply.message)
        let journal = try site.query { try $0.journal(emailID: came.id) }
        #expect(journal.map(\.event.rawValue) == ["delivered", "sent"])
        #expect(journal.last?.details["said"]?.string == "queued as 4711")
        #expect(journal.last?.details["message_id"]?.string == reply.messageID)
    }

    @Test func replyThatIsNotTakenIsNoOutgoingEmail() throws {
        let site = try Site()
        try site.sendmail.become("exit 75")
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails(.out).isEmpty)
        let journal = try site.query { try $0.journal(emailID: 1) }
        #expect(journal.map(\.event.rawValue) == ["delivered", "send-failed"])
        #expect(journal.last?.details["reason"]?.string?.contains("status 75") == true)
        #expect(journal.last?.details["next_attempt_at"]?.string != nil)
    }

    /// Tried after 1, 5, 15, 60 minutes and then hourly, a reply fails for good at the 20th time.
    @Test func replyFailsAfterTwentyAttempts() throws {
        let site = try Site()
        try site.sendmail.become("exit 1")
        let start = Clock.system.now()
        #expect(try site.deliver() == .silent(0))
        var now = start
        var pauses: [Int64] = []
        while let reply = try site.outbox().first, reply.state == .due, pauses.count < 30 {
            pauses.append((reply.dueAt - now) / 60_000_000)
            now = reply.dueAt
            _ = try Program.control.run(
                ["flush", "--store", site.storePath],
                environment: Program.plainEnvironment.merging(
                    ["MAILCLERK_TEST_CLOCK": String(now)]) { $1 })
        }
        #expect(pauses == [1, 5, 15, 60] + Array(repeating: 60, count: 15))
        let reply = try #require(try site.outbox().first)
        #expect(reply.state == .failed)
        #expect(reply.attempts == 20)
        #expect(reply.lastError?.contains("status 1") == true)
        #expect(now - start < 24 * 3_600_000_000)
    }
}
