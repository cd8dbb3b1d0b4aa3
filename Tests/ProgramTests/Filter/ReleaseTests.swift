// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import TestSupport
import Testing

extension Program {
    /// The filter as it is released; nil when no directory of released programs is named.
    static let release: Program? = ProcessInfo.processInfo.environment["MAILCLERK_RELEASE"].map {
        Program(path: $0 + "/mailclerk")
    }
}

@Suite(
    .enabled(
        if: Program.release != nil,
        "MAILCLERK_RELEASE names no directory of programs that contrib/build made"))
struct ReleaseTests {
    private let program: Program

    init() throws {
        program = try #require(Program.release)
    }

    @Test(arguments: ["MAILCLERK_TEST_TRAP", "MAILCLERK_TEST_CLOCK"])
    func testHooksAreNotInIt(name: String) throws {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: program.path))
        #expect(bytes.range(of: Data(name.utf8)) == nil)
        #expect(bytes.range(of: Data("MAILCLERK_STORE".utf8)) != nil)
    }

    @Test func variablesOfTestsCountForNothing() throws {
        let site = try Site()
        let before = Clock.system.now()
        let outcome = try program.run(
            site.everyday, input: Array(letter().utf8),
            environment: ["MAILCLERK_TEST_TRAP": "abort", "MAILCLERK_TEST_CLOCK": "1"])
        #expect(outcome == .silent(0))
        let email = try #require(try site.emails().first)
        #expect(email.receivedAt >= before)
        #expect(try site.sendmail.handed().count == 1)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: site.emergencyDirectory).isEmpty)
    }

    @Test func needsNothingButTheSystemsLibraries() throws {
        let readelf = try #require(
            ["/usr/bin/readelf", "/usr/local/bin/readelf"].first {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        let outcome = try Program(path: readelf).run(["-dW", program.path])
        #expect(outcome.status == 0)
        let entries = outcome.output.split(separator: "\n")
        let libraries = entries.filter { $0.contains("(NEEDED)") }
            .compactMap { $0.split(separator: "[").last?.dropLast() }
            .filter { !$0.hasPrefix("ld-linux") }
        #expect(Set(libraries) == ["libsqlite3.so.0", "libm.so.6", "libc.so.6"])
        #expect(!entries.contains { $0.contains("(RPATH)") || $0.contains("(RUNPATH)") })
    }
}
