// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing

/// Copies of the store, and what becomes of them.
@Suite struct BackupTests {
    /// Makes the store another user's, as it is where root administers it.
    private func giveAway(_ site: Site) throws {
        let store = site.directory + "/store"
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            chown("\(store)/\(name)", 65534, 65534)
        }
        chown(store, 65534, 65534)
        chmod(site.directory, 0o711)
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `a backup is the store of one moment while mail comes in`() throws {
        let site = try Site()
        for number in 1...20 { try site.deliver(letter("\(number)")) }
        let copy = site.directory + "/copy.db"
        let deliveries = try (21...40).map { number in
            let running = try Program.filter.start(site.everyday)
            running.write(Array(letter("\(number)").utf8))
            running.closeInput()
            return running
        }
        let backup = try site.object(["backup", copy])
        #expect(deliveries.allSatisfy { $0.wait() == .silent(0) })
        #expect(try site.emails().count == 40)
        #expect(try mode(copy) == 0o600)
        let left = try FileManager.default.contentsOfDirectory(atPath: site.directory)
        #expect(left.filter { $0.hasPrefix("copy.db") } == ["copy.db"])
        let stored = try Store.open(.file(copy))
        defer { stored.connection.close() }
        let ids = try stored.connection.all("SELECT id FROM email ORDER BY id") { try $0.int() }
        #expect(backup["emails"] as? Int == ids.count)
        #expect(try ids.allSatisfy { try stored.raw(emailID: $0)?.isEmpty == false })
        #expect(try stored.connection.file?.integrityProblems(isThorough: true) == [])
        let before = try Data(contentsOf: URL(fileURLWithPath: copy))
        #expect(try site.control(["backup", copy]).status == 77)
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == before)
        #expect(try site.control(["backup", "/nonexistent/copy.db"]).status == 66)
        #expect(try site.control(["backup", copy + "2", "--as", "alice"]).status == 77)
    }

    @Test("A backup works on the second day from cron, and the oldest go")
    func datedBackups() throws {
        let site = try Site { $0.mailboxes[2].rules = [] }
        try site.deliver()
        let place = site.directory + "/backups"
        mkdir(place, 0o700)
        let others = [
            "mailclerk.db", "mailclerk-20200101.db", "mailclerk-20200101T000000Z.db.gz",
            "other-20200101T000000Z.db", "mailclerk-20200101T000000Z-x.db", ".mailclerk-x.partial",
        ]
        for name in others {
            try Data("x".utf8).write(to: URL(fileURLWithPath: "\(place)/\(name)"))
        }
        for day in 1...3 {
            let old = "\(place)/mailclerk-2020010\(day)T030000Z.db"
            try Data("old".utf8).write(to: URL(fileURLWithPath: old))
        }
        mkdir("\(place)/mailclerk-20190101T000000Z.db", 0o700)
        symlink("/nonexistent", "\(place)/mailclerk-20190102T000000Z.db")
        let kept = Set(others + ["mailclerk-20190101T000000Z.db", "mailclerk-20190102T000000Z.db"])
        func names() throws -> Set<String> {
            Set(try FileManager.default.contentsOfDirectory(atPath: place)).subtracting(kept)
        }

        let first = try site.object(["backup", "--to", place, "--keep", "3"])
        let path = try #require(first["path"] as? String)
        #expect(path.hasPrefix(place + "/mailclerk-2") && path.hasSuffix("Z.db"))
        #expect(try mode(path) == 0o600)
        #expect(first["emails"] as? Int == 1)
        #expect(first["removed"] as? [String] == ["\(place)/mailclerk-20200101T030000Z.db"])
        // Again on the same day, and in the same second.
        let more = try (0..<3).map { _ in
            try #require(try site.object(["backup", "--to", place])["path"] as? String)
        }
        #expect(Set(more).count == 3)
        #expect(try names().count == 6)
        #expect(try site.control(["backup", "--to", place, "--keep", "2"]).status == 0)
        let left = try names()
        #expect(left.count == 2 && left.allSatisfy { !$0.hasPrefix("mailclerk-2020") })
        #expect(kept.isSubset(of: Set(try FileManager.default.contentsOfDirectory(atPath: place))))
        for name in left {
            let store = try Store.open(.file("\(place)/\(name)"))
            defer { store.connection.close() }
            #expect(try store.connection.first("SELECT count(*) FROM email") { try $0.int() } == 1)
        }

        for wrong in [
            [], ["--keep", "3"], ["--to", place, "--keep", "0"],
            [site.directory + "/x", "--to", place],
        ] {
            #expect(try site.control(["backup"] + wrong).status == 64)
        }
        #expect(try site.control(["backup", "--to", place + "/none", "--keep", "1"]).status == 66)
    }

    @Test(
        "A full disk leaves the old backups, and nothing unfinished",
        .enabled(if: SmallDisk.isPossible, "needs root: a small file system is mounted"))
    func datedBackupOnFullDisk() throws {
        let site = try Site { $0.mailboxes[2].rules = [] }
        try site.deliver()
        let place = site.directory + "/backups"
        mkdir(place, 0o700)
        let disk = try SmallDisk(at: place)
        defer { disk.remove() }
        #expect(try site.control(["backup", "--to", place, "--keep", "1"]).status == 0)
        try disk.fill()
        let before = try FileManager.default.contentsOfDirectory(atPath: place)
        let outcome = try site.control(["backup", "--to", place, "--keep", "1"])
        #expect(outcome.status == 75 && outcome.error.contains("the disk is full"))
        #expect(
            Set(try FileManager.default.contentsOfDirectory(atPath: place)) == Set(before))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root: the store is another user's"))
    func `root copies another user's store to where that user cannot write, and back`() throws {
        let site = try Site()
        try site.deliver()
        try giveAway(site)
        let place = site.directory + "/root"
        mkdir(place, 0o700)
        #expect(try site.control(["backup", place + "/copy.db"]).status == 0)
        try FileManager.default.removeItem(atPath: site.storePath)
        #expect(try site.control(["restore", place + "/copy.db"]).status == 0)
        let store = site.directory + "/store"
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(store)/\(name)")
            #expect(attributes[.ownerAccountID] as? Int == 65534, "\(name)")
        }
        #expect(try site.deliver(letter("2")) == .silent(0))
        #expect(try site.emails().count == 2)
    }

    @Test func `a restored store holds what was due`() throws {
        let site = try Site()
        try site.sendmail.become("cat > /dev/null; exit 75")
        try site.deliver()
        let copy = site.directory + "/copy.db"
        #expect(try site.control(["backup", copy]).status == 0)
        try site.sendmail.become("cat > /dev/null; exit 0")
        try site.deliver(letter("2"))
        #expect(try site.emails().count == 2)

        #expect(try site.control(["restore", copy]).status == 77)
        try FileManager.default.createDirectory(
            atPath: site.emergencyDirectory, withIntermediateDirectories: true)
        let emergency = site.emergencyDirectory + "/1790000000000000.7.emergency"
        try Data("x".utf8).write(to: URL(fileURLWithPath: emergency))
        let restored = try site.object(["restore", copy, "--replace"])
        #expect(restored["held"] as? Int == 1)
        #expect(restored["emails"] as? Int == 1)
        #expect(restored["emergency"] as? Int == 1)
        #expect(FileManager.default.fileExists(atPath: emergency))
        try FileManager.default.removeItem(atPath: emergency)
        #expect(try site.emails().count == 1)
        #expect(try site.outbox().map(\.state) == [.held])
        // What was there is a store still.
        let kept = try #require(restored["replaced"] as? String)
        let store = try Store.open(.file(kept))
        defer { store.connection.close() }
        #expect(try store.connection.first("SELECT count(*) FROM email") { try $0.int() } == 3)

        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.held])
        #expect(try site.control(["outbox", "retry", "1"]).status == 0)
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.outbox().map(\.state) == [.sent])
        #expect(try site.deliver(letter("3")) == .silent(0))
    }

    @Test func `a store that is damaged is put aside, and what is no backup restores nothing`()
        throws
    {
        let site = try Site()
        try site.deliver()
        let copy = site.directory + "/copy.db"
        #expect(try site.control(["backup", copy]).status == 0)
        let junk = site.directory + "/junk"
        try Data("no database".utf8).write(to: URL(fileURLWithPath: junk))
        #expect(try site.control(["restore", junk, "--replace"]).status == 65)
        #expect(try site.control(["restore", junk + "2", "--replace"]).status == 66)
        #expect(try site.emails().count == 1)
        try Data("ruined".utf8).write(to: URL(fileURLWithPath: site.storePath))
        #expect(try site.control(["restore", copy, "--replace"]).status == 0)
        #expect(try site.emails().count == 1)
        let names = try FileManager.default.contentsOfDirectory(atPath: site.directory + "/store")
        #expect(names.contains { $0.contains(".replaced-") })
        #expect(!names.contains { $0.contains(".restoring-") })
    }

    @Test(arguments: ["001-first-store", "002-journey", "003-read-runs", "004-email-counts"])
    func `migrate keeps the store as it was`(step: String) throws {
        let site = try Site()
        let old = Source.storeFixtures + "/\(step).db"
        #expect(try site.control(["restore", old, "--replace"]).status == 0)
        // One step behind mail is taken, further behind it waits.
        let status: Int32 = step == "004-email-counts" ? 0 : 75
        #expect(try site.deliver(letter("9")).status == status)
        let migrated = try site.object(["migrate"])
        let backup = try #require(migrated["backup"] as? String)
        let steps = [
            "001-first-store", "002-journey", "003-read-runs", "004-email-counts",
            "005-daily-limit-and-search",
        ]
        let next = steps[try #require(steps.firstIndex(of: step)) + 1]
        #expect(backup.hasPrefix("\(site.storePath).before-\(next)-2"))
        #expect((migrated["steps"] as? [String])?.last == steps.last)
        #expect(try site.deliver(letter("10")).status == 0)
        let again = try site.object(["migrate"])
        #expect(again["steps"] as? [String] == [] && again["backup"] is NSNull)
        // The backup is whole: it can be restored and migrated once more.
        #expect(try site.control(["restore", backup, "--replace"]).status == 0)
        #expect(try site.control(["migrate"]).status == 0)
    }
}
