// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("The system around the process")
struct SurroundingsTests {
    @Test("Variables: set, empty, absent")
    func environment() async {
        await #expect(processExitsWith: .success) {
            setenv("MAILCLERK_A", "x=y", 1)
            setenv("MAILCLERK_B", "", 1)
            try #require(Environment.value("MAILCLERK_A") == "x=y")
            try #require(Environment.value("MAILCLERK_B") == "")
            try #require(Environment.value("MAILCLERK_C") == nil)
            try #require(Environment.all().contains { $0 == ("MAILCLERK_A", "x=y") })
        }
    }

    @Test("Users and groups by name and number")
    func accounts() throws {
        let root = try #require(try Account.named("root"))
        #expect(root.uid == 0 && root.gid == 0 && root.home == "/root")
        #expect(try Account.numbered(0) == root)
        #expect(try Account.named("no such user") == nil)
        #expect(try Account.numbered(3_999_999) == nil)
        #expect(Account.isMember(user: root, group: "root"))
        #expect(!Account.isMember(user: root, group: "nogroup"))
        #expect(!Account.isMember(user: root, group: "no such group"))
        #expect(!Account.hostName.isEmpty)
        #expect(try Account.current?.uid == getuid())
    }

    @Test("Root's rights are given up for good", .enabled(if: geteuid() == 0, "only root has them"))
    func becomeUser() async {
        await #expect(processExitsWith: .success) {
            let nobody = try #require(try Account.named("nobody"))
            try Account.becomeUser(nobody)
            try #require(Account.effectiveUserID == nobody.uid && getgroups(0, nil) == 1)
            try #require(seteuid(0) != 0 && setegid(0) != 0)
            #expect(throws: SystemError.self) {
                try Account.becomeUser(Account(name: "root", uid: 0, gid: 0, home: "/root"))
            }
        }
    }

    @Test("The clock is a value")
    func clock() {
        #expect(Clock.fixed(5).now() == 5)
        #expect(Clock.system.now() > 1_700_000_000_000_000)
    }

    #if TestHooks
        @Test("A test sets the clock of a program")
        func settableClock() async {
            await #expect(processExitsWith: .success) {
                setenv("MAILCLERK_TEST_CLOCK", "1700000000000001", 1)
                try #require(Clock.fromEnvironment.now() == 1_700_000_000_000_001)
                setenv("MAILCLERK_TEST_CLOCK", "noon", 1)
                try #require(Clock.fromEnvironment.now() > 1_700_000_000_000_001)
            }
        }
    #endif

    @Test("Random bytes: as many as asked for, not the same twice")
    func randomness() throws {
        #expect(try Randomness.bytes(0).isEmpty)
        let long = try Randomness.bytes(1000)
        #expect(long.count == 1000 && long.suffix(16) != Array(repeating: 0, count: 16)[...])
        #expect(try Randomness.bytes(16) != Randomness.bytes(16))
    }

    @Test("Log lines have no control characters and an end")
    func log() {
        final class Lines: @unchecked Sendable { var all: [String] = [] }
        let lines = Lines()
        let log = SystemLog { severity, line in lines.all.append("\(severity) \(line)") }
        log.info("a\nb\u{1B}[0m %s %n")
        log.warning(String(repeating: "ü", count: 600))
        log.error(String(repeating: "x", count: 1000))
        log.critical("日" + String(repeating: "x", count: 997))
        #expect(lines.all[0] == "info a b\u{FFFD}[0m %s %n")
        #expect(lines.all[1] == "warning " + String(repeating: "ü", count: 500))
        #expect(lines.all[2] == "error " + String(repeating: "x", count: 1000))
        #expect(lines.all[3] == "critical 日" + String(repeating: "x", count: 997))
    }

    @Test("The system's log takes a line and says nothing where there is no terminal")
    func systemLog() async throws {
        let scratch = try Scratch()
        let output = scratch("output")
        await #expect(processExitsWith: .success) { [output = output as String] in
            redirectOutputs(to: output)
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            SystemLog.open(ident: "mailclerk").info("100%s of it")
        }
        #expect(try FileSystem.read(output).isEmpty)
    }
}
