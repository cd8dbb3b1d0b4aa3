// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Platform
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing

/// `outbox retry` and `outbox cancel`.
@Suite struct OutboxCommandTests {
    /// A site whose replies are held from the second on.
    private func siteThatHolds() throws -> Site {
        let site = try Site { $0.replies.totalLimit = RateLimit(count: 1, within: 3_600_000_000) }
        for number in ["1", "2"] {
            try site.deliver(letter(number), ["-f", "c\(number)@x.example", "support@example.com"])
        }
        try #require(try site.outbox().map(\.state) == [.sent, .held])
        return site
    }

    @Test func heldMessageIsSentAfterRetry() throws {
        let site = try siteThatHolds()
        let rows = try site.objects(["outbox", "retry", "2"])
        #expect(rows.count == 1)
        #expect(rows[0]["state"] as? String == "due")
        #expect(rows[0]["id"] as? Int == 2)
        #expect(try site.events(try site.outbox()[1].emailID).last == "outbox-retry")
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.sent, .sent])
        #expect(try site.sendmail.handed().count == 2)
    }

    /// What is let go counts against the limit of the mailbox.
    @Test func heldMessageCountsWhenItIsLetGo() throws {
        let site = try siteThatHolds()
        func numbers() throws -> [Int64?] {
            try site.query { store in
                try store.connection.all("SELECT answer_number FROM outbox ORDER BY id") {
                    try $0.optionalInt()
                }
            }
        }
        #expect(try numbers() == [1, nil])
        #expect(try site.control(["outbox", "retry", "2"]).status == 0)
        #expect(try numbers() == [1, 2])
    }

    @Test func expiredMessageDoesNotExpireAgain() throws {
        let site = try Site()
        try site.sendmail.become("exit 75")
        try site.deliver()
        let twoDays: Int64 = 2 * 86_400_000_000
        try site.query { store in
            try store.connection.execute(
                "UPDATE outbox SET created_at = created_at - $1, due_at = due_at - $1", twoDays)
        }
        try site.sendmail.work()
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.expired])
        #expect(try site.control(["outbox", "retry", "1"]).status == 0)
        #expect(try site.outbox()[0].attempts == 2)
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.sent])
    }

    @Test func cancelledMessageIsNotSentUntilItIsRetried() throws {
        let site = try siteThatHolds()
        let row = try site.object(["outbox", "cancel", "2"])
        let name = try #require(try Account.current?.name)
        #expect(row["state"] as? String == "failed")
        #expect(row["last_error"] as? String == "cancelled by \(name)")
        #expect(try site.events(try site.outbox()[1].emailID).last == "outbox-cancel")
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.sendmail.handed().count == 1)
        let again = try site.control(["outbox", "cancel", "2"])
        #expect(again.status == 77)
        #expect(again.error.contains("outbox entry 2 is failed"))
        #expect(try site.control(["outbox", "retry", "2"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.sent, .due])
    }

    @Test(arguments: ["retry", "cancel"])
    func whatWasSentIsRefusedAndNothingElseChanged(command: String) throws {
        let site = try siteThatHolds()
        let outcome = try site.control(["outbox", command, "2", "1"])
        #expect(outcome.status == 77)
        #expect(
            outcome.error == "mailclerkctl: outbox entry 1 was already sent; nothing was changed\n")
        #expect(try site.outbox().map(\.state) == [.sent, .held])
        #expect(try !site.events(try site.outbox()[1].emailID).contains("outbox-\(command)"))
        #expect(try site.control(["outbox", command, "9"]).status == 67)
        #expect(try site.control(["outbox", command]).status == 64)
    }

    @Test(arguments: ["retry", "cancel"])
    func whatIsBeingSentIsRefused(command: String) throws {
        let site = try Site()
        let gate = site.directory + "/gate"
        try site.sendmail.become("while [ ! -e '\(gate)' ]; do sleep 0.05; done; cat >/dev/null")
        let delivery = try Program.filter.start(site.everyday)
        delivery.write(Array(letter().utf8))
        delivery.closeInput()
        while try site.outbox().first?.state != .sending { usleep(10_000) }
        let outcome = try site.control(["outbox", command, "1"])
        #expect(outcome.status == 75)
        #expect(outcome.error.contains("outbox entry 1 is being sent"))
        try FileSystem.write(gate, [])
        #expect(delivery.wait() == .silent(0))
        #expect(try site.outbox().map(\.state) == [.sent])
    }

    /// Who was sending is dead: the message is nobody's.
    @Test func messageOfADeadSenderIsCancelled() throws {
        let site = try Site()
        try site.sendmail.become("sleep 60")
        let delivery = try Program.filter.start(site.everyday)
        delivery.write(Array(letter().utf8))
        delivery.closeInput()
        while try site.outbox().first?.state != .sending { usleep(10_000) }
        kill(-delivery.process, SIGKILL)
        _ = delivery.wait()
        #expect(try site.control(["outbox", "cancel", "1"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.failed])
    }

    @Test func isForTheOwnerAlone() throws {
        let site = try siteThatHolds()
        for command in ["retry", "cancel"] {
            #expect(try site.control(["outbox", command, "2", "--as", "alice"]).status == 77)
        }
        #expect(try site.outbox()[1].state == .held)
    }

    @Test func withoutACommandItIsTheList() throws {
        let site = try siteThatHolds()
        #expect(try site.objects(["outbox"]).map { $0["id"] as? Int } == [2, 1])
        #expect(try site.objects(["outbox", "--limit", "1"]).count == 1)
        #expect(try site.control(["outbox"]).output.contains("held"))
    }
}
