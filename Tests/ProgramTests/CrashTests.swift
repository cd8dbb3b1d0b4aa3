// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
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
