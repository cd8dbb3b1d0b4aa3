// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing

@Suite struct ExitStatusTests {
    @Test(arguments: [["-r", "nobody@example.com"], ["nobody@example.com", "none@example.net"]])
    func unknownAddressIs67WithOneLine(recipients: [String]) throws {
        let site = try Site()
        let outcome = try site.deliver(letter(), recipients)
        #expect(outcome.status == 67)
        #expect(outcome.output == "")
        #expect(outcome.error.hasPrefix("5.1.1 "))
        #expect(outcome.error.filter { $0 == "\n" }.count == 1)
        #expect(outcome.error.hasSuffix("\n"))
        #expect(!outcome.error.contains("/"))
        #expect(try site.emails().isEmpty)
    }

    @Test func unknownAddressInTheEnvironmentIs67() throws {
        let outcome = try Site().deliver(
            letter(), [], environment: ["RECIPIENT": "nobody@example.com"])
        #expect(outcome.status == 67)
    }

    @Test func addressThatAMailboxHadIs75UntilItIsRetired() throws {
        let site = try Site()
        var settings = site.settings
        settings.mailboxes[2].aliases = []
        try site.apply(settings)
        #expect(try site.deliver(letter(), ["help@example.com"]) == .silent(75))
        #expect(try site.query { try $0.retire(address: "help@example.com") })
        #expect(try site.deliver(letter(), ["help@example.com"]).status == 67)
    }

    @Test(arguments: [
        ["-m", "nosuch"], ["-m", "nosuch", "-r", "support@example.com"], ["-z"],
        ["--nosuch"], ["-r"], ["-t", "0", "-r", "support@example.com"],
        ["-t", "soon", "-r", "support@example.com"], [],
    ])
    func whatTheAdministratorMustMendIs75(arguments: [String]) throws {
        let site = try Site()
        let outcome = try site.deliver(letter(to: "friends@elsewhere.example"), arguments)
        #expect(outcome == .silent(75))
        #expect(try site.emails().isEmpty)
    }

    /// A site whose store is broken in some way, and the way back.
    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let harm: @Sendable (Site) throws -> Void
        let repair: @Sendable (Site) throws -> Void
    }

    private static func moveAway(_ site: Site) throws {
        try FileManager.default.moveItem(atPath: site.storePath, toPath: site.storePath + ".away")
    }

    private static func moveBack(_ site: Site) throws {
        try? FileManager.default.removeItem(atPath: site.storePath)
        try FileManager.default.moveItem(atPath: site.storePath + ".away", toPath: site.storePath)
    }

    private static func empty(_ site: Site) throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: site.storePath + suffix)
        }
    }

    /// One file holds all: the write-ahead log is emptied into it.
    private static func settle(_ site: Site) throws {
        try site.query { store in
            _ = store.connection.file?.checkpointIfLarge(overBytes: 0)
        }
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: site.storePath + suffix)
        }
    }

    static let damages = [
        Damage(testDescription: "missing") {
            try settle($0)
            try moveAway($0)
        } repair: {
            try moveBack($0)
        },
        Damage(testDescription: "a directory") {
            try settle($0)
            try moveAway($0)
            try FileManager.default.createDirectory(
                atPath: $0.storePath, withIntermediateDirectories: false)
        } repair: {
            try moveBack($0)
        },
        Damage(testDescription: "garbage") {
            try settle($0)
            try moveAway($0)
            let garbage = Data((0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) })
            try garbage.write(to: URL(fileURLWithPath: $0.storePath))
        } repair: {
            try moveBack($0)
        },
        Damage(testDescription: "an empty file") {
            try settle($0)
            try moveAway($0)
            try Data().write(to: URL(fileURLWithPath: $0.storePath))
        } repair: {
            try moveBack($0)
        },
        Damage(testDescription: "cut short") {
            try settle($0)
            try FileManager.default.copyItem(atPath: $0.storePath, toPath: $0.storePath + ".away")
            truncate($0.storePath, 8192)
        } repair: {
            try moveBack($0)
        },
        Damage(testDescription: "without settings") {
            try empty($0)
            try $0.makeStore()
        } repair: {
            try $0.apply($0.settings)
        },
        Damage(testDescription: "from a newer schema") {
            try $0.query {
                try $0.connection.execute(
                    "INSERT INTO migration (name, applied_at) VALUES ('999-later', 1)")
            }
        } repair: {
            let connection = try Connection(path: $0.storePath, access: .readWrite)
            try connection.execute("DELETE FROM migration WHERE name = '999-later'")
        },
    ]

    @Test(arguments: damages)
    func storeThatCannotBeUsedIs75AndTheRetryDelivers(damage: Damage) throws {
        let site = try Site()
        try damage.harm(site)
        #expect(try site.deliver() == .silent(75))
        try damage.repair(site)
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
        #expect(try site.sendmail.handed().count == 1)
    }

    @Test func missingStoreIsNotMade() throws {
        let site = try Site()
        let path = site.directory + "/store/other.db"
        let outcome = try Program.filter.run(
            ["-s", path, "-r", "support@example.com"], input: Array(letter().utf8))
        #expect(outcome == .silent(75))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [0o444, 0o400])
    func storeThatMayNotBeWrittenIs75(mode: mode_t) throws {
        let site = try Site()
        for directory in [site.directory, site.directory + "/store"] { chmod(directory, 0o755) }
        for suffix in ["", "-wal", "-shm"] { chmod(site.storePath + suffix, mode) }
        // Root may write everything, so it becomes another user.
        let nobody = [
            "/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups",
        ]
        #expect(try site.deliver(through: geteuid() == 0 ? nobody : []) == .silent(75))
        for suffix in ["", "-wal", "-shm"] { chmod(site.storePath + suffix, 0o600) }
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and mount: a disk that can be filled"))
    func fullDiskIs75AndTheRetryDelivers() throws {
        let site = try Site()
        let disk = try SmallDisk(at: site.directory + "/store")
        try site.makeStore()
        try site.apply(site.settings)
        try disk.fill()
        #expect(try site.deliver() == .silent(75))
        try disk.free()
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
        #expect(try site.raw() == Array(letter().utf8))
        #expect(try site.sendmail.handed().count == 1)
        disk.remove()
    }

    @Test func limitOnTheSizeOfFilesIs75AndTheRetryDelivers() throws {
        let site = try Site()
        let limited = ["/bin/sh", "-c", "ulimit -f 200; exec \"$0\" \"$@\""]
        #expect(try site.deliver(through: limited) == .silent(75))
        #expect(try site.deliver() == .silent(0))
        #expect(try site.emails().count == 1)
    }

    static let answers: [([String], Int32)] = [
        (["-r", "nobody@example.com"], 67), (["-m", "nosuch"], 75), (["-z"], 75),
        (["-s", "/nonexistent/store.db"], 75), (["-r", "support@example.com"], 0),
    ]

    @Test(arguments: answers)
    func allInputIsReadWhateverTheAnswer(arguments: [String], status: Int32) throws {
        let site = try Site()
        let message = letter() + String(repeating: "It is still dark here.\n", count: 50_000)
        let outcome = try site.deliver(message, arguments)
        #expect(outcome.status == status)
        #expect(outcome.tookAllInput)
    }
}
