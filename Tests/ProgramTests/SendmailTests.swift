// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
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
        Failure(testDescription: "writable by others", reason: ["written by others"]) {
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
}
