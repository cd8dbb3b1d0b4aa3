// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("The process ends in time")
struct DeadlineTests {
    @Test(
        "Before the commit the deadline and a stop from outside end in 75",
        arguments: [SIGALRM, SIGTERM, SIGHUP, SIGINT])
    func beforeCommit(_ signal: Int32) async {
        await #expect(processExitsWith: .exitCode(75)) { [signal] in
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try Deadline.start(seconds: 60)
            kill(getpid(), signal)
            sleep(30)
        }
    }

    @Test("After the commit they end in 0", arguments: [SIGALRM, SIGTERM])
    func afterCommit(_ signal: Int32) async {
        await #expect(processExitsWith: .exitCode(0)) { [signal] in
            try Deadline.start(seconds: 60)
            Deadline.markCommitted()
            kill(getpid(), signal)
            sleep(30)
        }
    }

    @Test("The time runs, can be asked for, and can be taken away")
    func runs() async {
        await #expect(processExitsWith: .exitCode(75)) {
            try #require(Deadline.remaining == nil)
            try Deadline.start(seconds: 600)
            try #require(try #require(Deadline.remaining) > 500_000_000)
            Deadline.stop()
            try #require(Deadline.remaining == nil)
            try Deadline.start(seconds: 0)
            while true { pause() }
        }
    }
}
