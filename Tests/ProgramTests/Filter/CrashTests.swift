// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import TestSupport
import Testing

@Suite struct CrashTests {
    private static let ways = ["index", "nil", "overflow", "recursion", "abort"]

    /// Bytes that text would not survive, behind an mbox line that belongs to the message's file.
    private let message =
        Array("From ada@customer.example  Mon Sep 21 14:13:20 2026\n".utf8)
        + Array(letter().utf8) + [0, 255, 13, 10, 0xC3, 0x28, 10, 10]

    private func crash(
        _ site: Site, _ way: String, environment: [String: String] = [:],
        through wrapper: [String] = []
    ) throws -> Outcome {
        let variables = [
            "PATH": "/usr/bin:/bin", "MAILCLERK_TEST_TRAP": way,
            "SENDER": "ada@customer.example", "SECRET": "not to be kept",
        ]
        return try Program.filter.run(
            ["-s", site.storePath, "-r", "support+7@example.com"], input: message,
            environment: variables.merging(environment) { $1 }, through: wrapper)
    }

    private func saved(_ site: Site) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: site.emergencyDirectory)
    }

    private func expectSaved(_ site: Site) throws {
        let names = try saved(site)
        #expect(names.count == 1)
        let path = site.emergencyDirectory + "/" + (try #require(names.first))
        #expect(path.hasSuffix(EmergencyCopy.fileNameSuffix))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let file = try #require(EmergencyFile.parse(bytes))
        #expect(file.arguments == ["-s", site.storePath, "-r", "support+7@example.com"])
        #expect(file.environment.map(\.0) == ["SENDER"])
        #expect(file.environment.map(\.1) == ["ada@customer.example"])
        #expect(abs(file.receivedAt - Clock.system.now()) < 600_000_000)
        #expect(Array(bytes[file.message]) == message)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try site.emails().isEmpty)
        #expect(try site.sendmail.handed().isEmpty)
    }

    @Test(arguments: ways)
    func crashSavesTheMessage(way: String) throws {
        let site = try Site()
        #expect(try crash(site, way) == .silent(0))
        try expectSaved(site)
    }

    @Test(arguments: [
        SurroundingsTests.ignoringSignals, SurroundingsTests.blockingSignals,
        ["/bin/sh", "-c", "ulimit -n 24; exec \"$0\" \"$@\""],
    ])
    func crashSavesTheMessageUnderAnyMailServer(wrapper: [String]) throws {
        let site = try Site()
        #expect(try crash(site, "index", through: wrapper) == .silent(0))
        try expectSaved(site)
    }

    @Test func backtraceOfTheRuntimeIsNotPrinted() throws {
        let site = try Site()
        let outcome = try crash(
            site, "nil", environment: ["SWIFT_BACKTRACE": "enable=yes,output-to=stdout"])
        #expect(outcome == .silent(0))
        try expectSaved(site)
    }

    @Test(arguments: ways)
    func crashWithoutAnEmergencyDirectoryIs75(way: String) throws {
        let site = try Site()
        try Data().write(to: URL(fileURLWithPath: site.emergencyDirectory))
        #expect(try crash(site, way) == .silent(75))
        #expect(try site.emails().isEmpty)
    }

    private func control(_ site: Site, _ arguments: [String]) throws -> Outcome {
        try Program.control.run(arguments + ["--store", site.storePath])
    }

    private func expectDeliveredOnce(_ site: Site) throws {
        #expect(try saved(site).isEmpty)
        #expect(try site.arrivals() == ["support"])
        let email = try #require(try site.emails().first)
        #expect(email.envelopeSender == "ada@customer.example")
        #expect(email.envelopeRecipient == "support+7@example.com")
        let lineEnd = try #require(message.firstIndex(of: 10))
        #expect(try site.raw() == Array(message[(lineEnd + 1)...]))
        #expect(try site.caseNumbers() == [1])
        #expect(
            try site.sendmail.handed().map(\.arguments) == [
                ["-i", "-f", "", "--", "ada@customer.example"]
            ])
    }

    @Test(arguments: [["flush"], ["replay", "--emergency", "--act", "--reply"]])
    func savedMessageIsTakenInAsItCame(command: [String]) throws {
        let site = try Site()
        #expect(try crash(site, "index") == .silent(0))
        #expect(try control(site, command).status == 0)
        #expect(try control(site, ["flush"]).status == 0)
        try expectDeliveredOnce(site)
    }

    @Test func replayOfWhatWasDeliveredSinceDoublesNothing() throws {
        let site = try Site()
        #expect(try crash(site, "index") == .silent(0))
        #expect(try crash(site, "index") == .silent(0))
        let retry = try Program.filter.run(
            ["-s", site.storePath, "-f", "ada@customer.example", "support+7@example.com"],
            input: message)
        #expect(retry == .silent(0))
        #expect(try saved(site).count == 2)
        #expect(try control(site, ["flush"]).status == 0)
        try expectDeliveredOnce(site)
    }

    @Test func replayStoresOnlyUnlessToldOtherwise() throws {
        let site = try Site()
        #expect(try crash(site, "index") == .silent(0))
        #expect(try control(site, ["replay", "--emergency"]).status == 0)
        #expect(try site.arrivals() == ["support"])
        #expect(try site.caseNumbers().isEmpty)
        #expect(try site.outbox().isEmpty)
    }

    /// The settings are in the way, not the message: it waits, however often it is tried.
    @Test func emergencyMailForAFormerAddressWaits() throws {
        let site = try Site()
        #expect(try crash(site, "index") == .silent(0))
        let settings = site.settings
        var others = settings
        others.mailboxes[2].address = "desk@example.com"
        try site.apply(others)
        for _ in 1...4 {
            let outcome = try control(site, ["flush"])
            #expect(outcome.status == 75)
            #expect(
                outcome.error.contains(
                    "must wait: mailclerkctl: support+7@example.com is an address from earlier"))
        }
        let waiting = try saved(site)
        #expect(waiting.count == 1)
        #expect(waiting.allSatisfy { $0.hasSuffix(".emergency") && !$0.contains(".1.") })
        try site.apply(settings)
        #expect(try control(site, ["flush"]).status == 0)
        try expectDeliveredOnce(site)
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs root and mount: a disk that can be filled"))
    func crashOnAFullDiskIs75() throws {
        let site = try Site()
        try FileManager.default.createDirectory(
            atPath: site.emergencyDirectory, withIntermediateDirectories: false)
        let disk = try SmallDisk(at: site.emergencyDirectory)
        try disk.fill()
        #expect(try crash(site, "index") == .silent(75))
        #expect(try saved(site) == ["filler"])
        try disk.free()
        #expect(try crash(site, "index") == .silent(0))
        try expectSaved(site)
        disk.remove()
    }
}
