// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("The check for monitoring")
struct CheckTests {
    private func levels(_ site: Site, now: Int64 = 10) -> [String: CheckResult.Level] {
        let results = Check.run(site.location, now: now)
        return Dictionary(uniqueKeysWithValues: results.map { ($0.name, $0.level) })
    }

    @Test func aSoundSiteIsOK() throws {
        let site = try Site()
        try site.write("mailclerk.toml", "mailboxes.a.address = \"a@example.com\"")
        _ = try site.apply()
        let results = Check.run(site.location, now: 10)
        #expect(
            results.map(\.name) == ["store", "settings", "outbox", "clock", "emergency", "space"])
        #expect(results.filter { $0.name != "space" }.allSatisfy { $0.level == .ok })
    }

    @Test func whatIsMissingIsAnError() throws {
        let site = try Site()
        #expect(levels(site)["store"] == .error)
        try FileSystem.makeDirectory(site.root + "/var/mail", mode: 0o700)
        _ = try Store.create(at: site.location, now: 1)
        #expect(levels(site)["settings"] == .error)
        #expect(levels(site)["emergency"] == .ok)
        try FileSystem.makeDirectory(site.root + "/var/mail/emergency", mode: 0o700)
        try FileSystem.write(site.root + "/var/mail/emergency/1.2.emergency", [])
        #expect(levels(site)["emergency"] == .error)
        #expect(Check.worst(Check.run(site.location, now: 1)).exitStatus.rawValue == 2)
    }

    private func result(_ level: CheckResult.Level, _ name: String, _ message: String)
        -> CheckResult
    {
        CheckResult(level: level, name: name, message: message)
    }

    @Test("Nagios gets one line, the worst first, with performance data")
    func nagios() {
        var outbox = result(.warning, "outbox", "1 held | x\ny")
        outbox.measures = [
            CheckMeasure(label: "outbox_due", value: 3, warning: "10", critical: "100"),
            CheckMeasure(label: "space_free", value: 9, unit: "B", critical: "5:", maximum: 20),
        ]
        let good = result(.ok, "store", "the store is intact")
        let bad = result(.error, "space", "1 MB free")
        #expect(
            NagiosReport([good, outbox, bad]).line
                == "MAILCLERK CRITICAL - space: 1 MB free; outbox: 1 held / x y"
                + " | outbox_due=3;10;100;0 space_free=9B;;5:;0;20")
        #expect(NagiosReport([good, outbox, bad]).exitStatus.rawValue == 2)
        #expect(NagiosReport([outbox]).exitStatus.rawValue == 1)
        #expect(NagiosReport([good]).line == "MAILCLERK OK - no problems found")
        #expect(NagiosReport([good]).exitStatus.rawValue == 0)
    }

    @Test("What may not be read is unknown, and hides nothing else")
    func unreadable() {
        var hidden = result(.error, "store", "permission denied; nothing was checked")
        hidden.isUnreadable = true
        let good = result(.ok, "space", "plenty")
        let report = NagiosReport([hidden, good])
        #expect(report.exitStatus.rawValue == 3)
        #expect(
            report.line == "MAILCLERK UNKNOWN - store: permission denied; nothing was checked")
        let low = NagiosReport([hidden, result(.warning, "space", "low")])
        #expect(low.exitStatus.rawValue == 1)
        #expect(low.line.contains("WARNING") && low.line.contains("store: permission denied"))
        #expect(NagiosReport([hidden, result(.error, "space", "low")]).exitStatus.rawValue == 2)
    }

    @Test("The worst result of a check comes first")
    func worstFirst() throws {
        let site = try Site()
        let results = Check.run(site.location, now: 10)
        #expect(results.first?.name == "store" && results.first?.level == .error)
        let ranks = results.map(\.level)
        #expect(ranks == ranks.sorted(by: >))
        try site.write("mailclerk.toml", "mailboxes.a.address = \"a@example.com\"")
        _ = try site.apply()
        try FileSystem.makeDirectory(site.root + "/var/mail/emergency", mode: 0o700)
        try FileSystem.write(site.root + "/var/mail/emergency/1.2.emergency", [])
        let later = Check.run(site.location, now: 10)
        #expect(later.first?.name == "emergency")
        #expect(
            NagiosReport(later).line.contains("| ")
                && NagiosReport(later).line.contains("emergency=1;;0;0"))
        // Who may not know how much mail there is gets no count.
        let open = later.map(\.withoutCounts).flatMap(\.measures).map(\.label)
        #expect(Set(open) == ["outbox_age", "space_free"])
    }

    @Test func theShareOfTheDiskCountsAsWell() {
        let levels: [(Int64, Double, CheckResult.Level)] = [
            (19_999_999, 50, .error), (20_000_000, 50, .warning), (100_000_000, 50, .ok),
            (1_000_000_000, 4.9, .warning), (1_000_000_000, 0.9, .error), (2_000_000_000, 0.9, .ok),
        ]
        for (free, percent, level) in levels {
            #expect(Check.spaceLevel(free: free, percent: percent) == level)
        }
    }

    @Test func anOldSchemaIsSeen() throws {
        let site = try Site()
        try site.write("mailclerk.toml", "mailboxes.a.address = \"a@example.com\"")
        _ = try site.apply()
        let store = try Store.open(site.location)
        for (step, level) in [("005", CheckResult.Level.warning), ("004", .error)] {
            try store.connection.execute("DELETE FROM migration WHERE name LIKE $1", step + "%")
            let result = Check.run(site.location, now: 10).first { $0.name == "store" }
            #expect(result?.level == level)
            #expect(result?.remedy?.contains("mailclerkctl migrate") == true)
        }
    }

    @Test func lateRepliesAndAWrongClockAreSeen() throws {
        let site = try Site()
        try site.write("mailclerk.toml", "mailboxes.a.address = \"a@example.com\"")
        _ = try site.apply()
        let store = try Store.open(site.location)
        let mailbox = try #require(try store.mailboxes(isArchived: nil).first)
        let minute: Int64 = 60_000_000
        let arrival = 10_000 * minute
        var email = Email(mailboxID: mailbox.id, receivedAt: arrival)
        email.threadID = try store.insertThread(
            mailboxID: mailbox.id)
        let id = try store.insert(email, raw: [])
        let entry = OutboxEntry(
            emailID: id, mailboxID: mailbox.id, kind: .autoResponse, recipient: "b@example.com",
            sender: "", correspondent: "b@example.com", rule: nil, messageID: "x@y", message: [],
            at: arrival)
        let number = try store.insert(entry)
        let outbox = Check.run(site.location, now: arrival).filter { $0.name == "outbox" }
        #expect(outbox.map(\.message) == ["1 due"])
        #expect(outbox.map(\.withoutCounts.message) == ["no problems found"])
        #expect(levels(site, now: arrival + 15 * minute)["outbox"] == .ok)
        #expect(levels(site, now: arrival + 16 * minute)["outbox"] == .warning)
        #expect(levels(site, now: arrival + 121 * minute)["outbox"] == .error)
        #expect(levels(site, now: arrival - 1440 * minute)["clock"] == .ok)
        #expect(levels(site, now: arrival - 1441 * minute)["clock"] == .warning)
        try store.connection.execute("UPDATE outbox SET state = 'held' WHERE id = $1", number)
        #expect(levels(site, now: arrival + 121 * minute)["outbox"] == .warning)
    }
}
