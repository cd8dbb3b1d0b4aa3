// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing

/// Erasing old mail.
@Suite struct PurgeTests {
    private static let day: Int64 = 86_400_000_000
    private static let start: Int64 = 1_790_000_000_000_000

    /// Delivers mail on the first day: a letter of this number, with a body that takes room.
    private func deliver(
        _ site: Site, _ number: Int, to mailbox: String = "support@example.com", day: Int64 = 0
    ) throws {
        let clock = Self.start + day * Self.day + Int64(number) * 1_000_000
        let body = String(repeating: "unmistakable\(number) words\n", count: 400)
        let message = """
            From: Ada \(number) <ada\(number)@customer.example>
            To: \(mailbox)
            Subject: Lamp \(number)
            Message-ID: <\(number)@customer.example>

            \(body)
            """
        let outcome = try site.deliver(
            message, ["-f", "ada\(number)@customer.example", mailbox],
            environment: ["MAILCLERK_TEST_CLOCK": "\(clock)"])
        try #require(outcome.status == 0)
    }

    private func purge(_ site: Site, _ arguments: [String] = []) throws -> [String: Any] {
        let outcome = try site.control(
            ["purge", "--older-than", "10d", "--json"] + arguments,
            environment: ["MAILCLERK_TEST_CLOCK": "\(Self.start + 15 * Self.day)"])
        try #require(outcome.status == 0, "\(outcome.error)")
        let value = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(value as? [String: Any])
    }

    private func counts(_ site: Site, _ tables: [String]) throws -> [Int64] {
        try site.query { store in
            try tables.map { table in
                try store.connection.first("SELECT count(*) FROM \(table)") { try $0.int() } ?? -1
            }
        }
    }

    private func expectSound(_ site: Site) throws {
        try site.query { store in
            #expect(try store.connection.file?.integrityProblems(isThorough: true) == [])
            #expect(try store.connection.all("PRAGMA foreign_key_check") { try $0.text() } == [])
            let buckets = try store.connection.all(
                "SELECT mailbox_id, sum(emails) FROM email_count GROUP BY mailbox_id"
            ) { (try $0.int(), try $0.int()) }
            for (mailbox, emails) in buckets {
                let real = try store.connection.first(
                    "SELECT count(*) FROM email WHERE mailbox_id = $1", mailbox
                ) { try $0.int() }
                #expect(real == emails)
            }
        }
    }

    @Test func `old mail of closed cases goes with all that is about it, and its room`() throws {
        let site = try Site()
        for number in 1...40 { try deliver(site, number) }
        for number in 41...50 { try deliver(site, number, to: "sales@example.com") }
        try deliver(site, 60, day: 12)
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.control(["emails", "--unread", "--as", "alice"]).status == 0)
        // Cases 1 to 30 are done, the others open; an answer to the last one waits.
        for number in 1...30 {
            try site.query {
                try $0.setStatus("closed", ofCase: Int64(number), at: Self.start)
            }
        }
        try site.query {
            try $0.connection.execute("UPDATE outbox SET state = 'held' WHERE id = 30")
            try $0.setRead(true, emailIDs: [1, 2, 3], by: "alice", at: 1)
            _ = try $0.updateSearchIndex()
        }
        let planned = try purge(site, ["--dry-run"])
        #expect(try site.emails().count == 51)
        let size = { () throws -> Int in
            let attributes = try FileManager.default.attributesOfItem(atPath: site.storePath)
            return try #require(attributes[.size] as? Int)
        }
        try site.query { _ = $0.connection.file?.checkpointIfLarge(overBytes: 0) }
        let before = try size()
        let done = try purge(site)
        for key in [
            "emails", "bytes", "cases", "leads", "contacts", "outbox", "journal", "kept_open",
            "kept_waiting",
        ] {
            #expect(done[key] as? Int == planned[key] as? Int, "\(key)")
        }
        // Each case has a letter and its answer; of case 30 the letter stays.
        #expect(done["emails"] as? Int == 29 * 2 + 10 + 1)
        #expect(done["cases"] as? Int == 29 && done["leads"] as? Int == 10)
        #expect(done["contacts"] as? Int == 39 && done["outbox"] as? Int == 29)
        #expect(done["kept_open"] as? Int == 20 && done["kept_waiting"] as? Int == 1)
        try expectSound(site)
        #expect(try site.emails().map(\.subject).contains("Lamp 60"))
        #expect(try !site.emails().map(\.subject).contains("Lamp 1"))
        let found = try site.objects(["search", "unmistakable1"])
        #expect(found.isEmpty)
        #expect(try site.objects(["search", "unmistakable60"]).count >= 1)
        #expect(try counts(site, ["email_text_erased"]) == [0])
        // A purge of nothing erases nothing.
        let again = try purge(site)
        #expect(again["emails"] as? Int == 0)
        #expect(try size() < before * 2 / 3)
        #expect(try site.query { try $0.connection.file?.pageCounts().free } == 0)
        #expect(try site.deliver(letter("99")) == .silent(0))
    }

    @Test func `one mailbox, wrong input, and who may`() throws {
        let site = try Site()
        try deliver(site, 1, to: "sales@example.com")
        try deliver(site, 2, to: "archive@example.com")
        #expect(try purge(site, ["archive"])["emails"] as? Int == 1)
        #expect(try site.emails().map(\.subject) == ["Lamp 1"])
        #expect(try site.control(["purge", "nosuch", "--older-than", "1d"]).status == 67)
        #expect(try site.control(["purge", "--older-than", "soon"]).status == 64)
        #expect(try site.control(["purge"]).status == 64)
        #expect(try site.control(["purge", "--older-than", "2100-01-01"]).status == 64)
        #expect(try site.control(["purge", "--older-than", "1d", "--as", "alice"]).status == 77)
    }

    @Test func `deliveries go on during a purge`() throws {
        let site = try Site()
        for number in 1...60 { try deliver(site, number, to: "archive@example.com") }
        let purge = try Program.control.start(
            ["purge", "--older-than", "10d", "--store", site.storePath],
            environment: Program.plainEnvironment.merging(
                ["MAILCLERK_TEST_CLOCK": "\(Self.start + 15 * Self.day)"]) { $1 })
        for number in 1...10 { #expect(try site.deliver(letter("\(number)")) == .silent(0)) }
        #expect(purge.wait().status == 0)
        #expect(try site.emails().count == 10)
        try expectSound(site)
    }

    @Test func `a purge that was killed is gone on with by the next`() throws {
        let site = try Site()
        for number in 1...80 { try deliver(site, number, to: "archive@example.com") }
        try deliver(site, 81, to: "archive@example.com", day: 12)
        let arguments = ["purge", "--older-than", "10d", "--store", site.storePath]
        let environment = Program.plainEnvironment.merging(
            ["MAILCLERK_TEST_CLOCK": "\(Self.start + 15 * Self.day)"]) { $1 }
        for delay: UInt32 in [5_000, 20_000, 40_000] {
            let running = try Program.control.start(arguments, environment: environment)
            usleep(delay)
            running.send(SIGKILL)
            _ = running.wait()
            try expectSound(site)
            #expect(try site.emails().last?.subject == "Lamp 81")
        }
        #expect(try Program.control.run(arguments, environment: environment).status == 0)
        #expect(try site.emails().map(\.subject) == ["Lamp 81"])
        try expectSound(site)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and mount: a disk that can be filled"))
    func `a full disk is purged with the room of the reserve`() throws {
        let site = try Site()
        let disk = try SmallDisk(at: site.directory + "/store")
        defer { disk.remove() }
        try site.makeStore()
        try site.apply(site.settings)
        #expect(try site.control(["flush"]).status == 0)
        let reserve = site.storePath + "-reserve"
        #expect(FileManager.default.fileExists(atPath: reserve))
        for number in 1...40 { try deliver(site, number, to: "archive@example.com") }
        try disk.fill()
        #expect(try site.deliver(letter("1")).status == 75)
        let done = try purge(site)
        #expect(done["emails"] as? Int == 40)
        #expect(try site.emails().isEmpty)
        #expect(try site.deliver(letter("1")) == .silent(0))
        try disk.free()
        #expect(try site.control(["flush"]).status == 0)
        #expect(FileManager.default.fileExists(atPath: reserve))
        try expectSound(site)
    }

    @Test(arguments: ["12m", "6h"])
    func `ages in minutes and hours are refused`(age: String) throws {
        let site = try Site()
        try deliver(site, 1, to: "archive@example.com")
        let outcome = try site.control(["purge", "--older-than", age])
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("days or weeks"))
        #expect(try site.emails().count == 1)
    }

    @Test(arguments: [("y", "", 0), ("n", "", 1), ("", "", 1), ("", " --yes", 0)])
    func `a terminal is asked with the count`(
        answer: String, option: String, left: Int
    ) throws {
        let site = try Site()
        try deliver(site, 1, to: "archive@example.com")
        let outcome = try Program(path: "/usr/bin/script").run(
            [
                "-qec",
                "\(Program.control.path) purge archive --older-than 1d\(option)"
                    + " --store \(site.storePath)",
                "/dev/null",
            ], input: Array("\(answer)\n".utf8))
        #expect(outcome.output.contains("erase 1 email (") == option.isEmpty)
        #expect(outcome.output.contains("of mailbox archive, arrived before 20") == option.isEmpty)
        #expect(try site.emails().count == left)
    }
}
