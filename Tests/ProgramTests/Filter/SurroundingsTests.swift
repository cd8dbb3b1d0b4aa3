// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct SurroundingsTests {
    /// What a mail server may do to a program that it starts, as a command that runs another one.
    struct Surroundings: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var environment = Program.plainEnvironment
        var wrapper: [String] = []
        var closed: [Int32] = []

        init(_ description: String, _ change: (inout Surroundings) -> Void) {
            testDescription = description
            change(&self)
        }
    }

    /// Signals that can be ignored or blocked.
    static let signals = (1...31).filter { $0 != 9 && $0 != 19 }.map(String.init)
    static let ignoringSignals = [
        "/bin/sh", "-c",
        "trap '' \(signals.joined(separator: " ")); exec \"$0\" \"$@\"",
    ]
    static let blockingSignals = [
        "/usr/bin/perl", "-MPOSIX", "-e",
        "sigprocmask(SIG_BLOCK, POSIX::SigSet->new(1..31)); exec @ARGV",
    ]

    static let all = [
        Surroundings("an empty environment") { $0.environment = [:] },
        Surroundings("a stray environment") {
            $0.environment = [
                "HOME": "", "PATH": "/nonexistent", "TMPDIR": "/nonexistent", "LANG": "tr_TR.UTF-8",
                "LC_ALL": "xx_XX", "TZ": ":/nonexistent", "SQLITE_TMPDIR": "/nonexistent",
                "IFS": "x", "EXTENSION": "", "USER": "nosuch", "LOGNAME": "nosuch", "SHELL": "",
                "MALLOC_PERTURB_": "165", "MAILCLERK_STORE": "/nonexistent/store.db",
                "MAILCLERK_AUTH": "verified", "REMOTE_USER": "alice", "MESSAGE_ID": "1abc",
                "LOCAL": "", "HOST": "", "DOMAIN": "", "LOCAL_PART": "", "RECIPIENT": "",
            ]
        },
        Surroundings("a POSIX getopt") { $0.environment["POSIXLY_CORRECT"] = "1" },
        Surroundings("all signals ignored") { $0.wrapper = ignoringSignals },
        Surroundings("all signals blocked") { $0.wrapper = blockingSignals },
        Surroundings("no standard output") { $0.closed = [1] },
        Surroundings("no standard error") { $0.closed = [2] },
        Surroundings("no outputs") { $0.closed = [1, 2] },
        Surroundings("outputs that take nothing") {
            $0.wrapper = ["/bin/sh", "-c", "exec \"$0\" \"$@\" >/dev/full 2>&1"]
        },
        Surroundings("a working directory that is gone") {
            $0.wrapper = [
                "/bin/sh", "-c",
                "d=$(mktemp -d) && cd \"$d\" && rmdir \"$d\" && exec \"$0\" \"$@\"",
            ]
        },
        Surroundings("an open umask") {
            $0.wrapper = ["/bin/sh", "-c", "umask 0; exec \"$0\" \"$@\""]
        },
        Surroundings("few descriptors") {
            $0.wrapper = ["/bin/sh", "-c", "ulimit -n 24; exec \"$0\" \"$@\""]
        },
    ]

    private func run(
        _ site: Site, _ arguments: [String], _ surroundings: Surroundings
    ) throws -> Outcome {
        try Program.filter.run(
            arguments, input: Array(letter().utf8), environment: surroundings.environment,
            through: surroundings.wrapper, closing: surroundings.closed)
    }

    @Test(arguments: all)
    func surroundingsMakeNoDifference(_ surroundings: Surroundings) throws {
        let site = try Site()
        #expect(try run(site, site.everyday, surroundings) == .silent(0))
        #expect(try site.raw() == Array(letter().utf8))
        #expect(try site.caseNumbers() == [1])
        #expect(
            try site.sendmail.handed().map(\.arguments) == [
                ["-i", "-f", "", "--", "ada@customer.example"]
            ])
        #expect(try site.outbox().map(\.state) == [.sent])
        let store = site.directory + "/store"
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(store)/\(name)")
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(name)")
        }
        let unknown = try run(site, ["-s", site.storePath, "-r", "no@example.com"], surroundings)
        #expect(unknown.status == 67)
        let wrong = try run(site, ["-s", site.storePath, "-m", "nosuch"], surroundings)
        #expect(wrong == .silent(75))
    }

    /// A command that runs another one where /proc is empty.
    static let withoutProc = [
        "/usr/bin/unshare", "-m", "/bin/sh", "-c",
        "mount -t tmpfs none /proc && exec \"$0\" \"$@\"",
    ]

    @Test(.enabled(if: geteuid() == 0, "needs root: it hides /proc"))
    func argumentsArriveWithoutProc() throws {
        let site = try Site()
        #expect(try site.deliver(through: Self.withoutProc) == .silent(0))
        #expect(try site.arrivals() == ["support"])
        #expect(
            try site.sendmail.handed().map(\.arguments) == [
                ["-i", "-f", "", "--", "ada@customer.example"]
            ])
        let unknown = ["-r", "no@example.com"]
        #expect(try site.deliver(letter(), unknown, through: Self.withoutProc).status == 67)
        let help = try Program.control.run(["flush", "--help"], through: Self.withoutProc)
        #expect(help.output.contains("mailclerkctl flush"))
        let wrong = try Program.control.run(["flush", "--nosuch"], through: Self.withoutProc)
        #expect(wrong.status == 64)
    }

    @Test func operandsMayStandBeforeOptionsEverywhere() throws {
        for environment in [[:], ["POSIXLY_CORRECT": "1"]] as [[String: String]] {
            let site = try Site()
            let arguments = ["support@example.com", "-f", "ada@customer.example"]
            #expect(try site.deliver(letter(), arguments, environment: environment) == .silent(0))
            #expect(try site.sendmail.handed().count == 1)
        }
    }

    @Test(arguments: [[0], [0, 1, 2]] as [[Int32]])
    func noStandardInputIsNoMessage(closed: [Int32]) throws {
        let site = try Site()
        #expect(try site.deliver("", closing: closed) == .silent(75))
        #expect(try site.emails().isEmpty)
        #expect(try site.deliver("") == .silent(0))
        #expect(try site.raw() == [])
    }

    @Test(arguments: [ignoringSignals, blockingSignals])
    func deadlineHoldsWhateverSignalsWereIgnored(wrapper: [String]) throws {
        let site = try Site()
        let running = try Program.filter.start(site.everyday + ["-t", "1"], through: wrapper)
        running.write(Array(letter().utf8))
        #expect(running.wait(keepingInputOpen: true) == .silent(75))
    }

    @Test(.enabled(if: geteuid() == 0, "needs root: it delivers into the store of another user"))
    func rootDeliversAsTheStoresOwner() throws {
        let site = try Site()
        let store = site.directory + "/store"
        chmod(site.directory, 0o755)
        chown(store, 65534, 65534)
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            chown("\(store)/\(name)", 65534, 65534)
        }
        #expect(try site.deliver() == .silent(0))
        #expect(try site.sendmail.handed().count == 1)
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(store)/\(name)")
            #expect(attributes[.ownerAccountID] as? Int == 65534, "\(name)")
        }
    }

    @Test func storeOfTheEnvironment() throws {
        let site = try Site()
        let outcome = try Program.filter.run(
            ["support@example.com"], input: Array(letter().utf8),
            environment: ["MAILCLERK_STORE": site.storePath])
        #expect(outcome == .silent(0))
        #expect(try site.emails().count == 1)
    }
}
