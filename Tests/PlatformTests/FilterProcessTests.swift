// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("A filter doesn't depend on what the mail server left it with")
struct FilterProcessTests {
    @Test("Ignored and blocked signals, closed descriptors and the umask are put right")
    func inherited() async {
        await #expect(processExitsWith: .exitCode(75)) {
            for number in [SIGTERM, SIGHUP, SIGINT, SIGCHLD, SIGALRM] { signal(number, SIG_IGN) }
            var all = sigset_t()
            sigfillset(&all)
            sigprocmask(SIG_SETMASK, &all, nil)
            umask(0)
            for descriptor in Int32(0)...2 { close(descriptor) }

            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try #require(umask(0o077) == 0o077)
            try #require(try StandardInput.readAll().count == 0)
            try #require(write(1, "x", 1) == 1 && write(2, "x", 1) == 1)
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            close(ends[0])
            try #require(write(ends[1], "x", 1) == -1 && errno == EPIPE)
            let child = ChildProcess.run(
                ["/bin/sh", "-c", "exit 3"], input: [], timeoutInMicroseconds: 10_000_000,
                outputLimitInBytes: 0)
            try #require(child.ending == .exited(3))
            try Deadline.start(seconds: 1)
            while true { pause() }
        }
    }

    @Test("SIGTERM ends it, though the mail server ignores it")
    func terminated() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            signal(SIGTERM, SIG_IGN)
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            kill(getpid(), SIGTERM)
        }
    }

    @Test("What is printed is lost, what is written to the original output arrives")
    func outputs() async throws {
        let result = try await #require(
            processExitsWith: .exitCode(67),
            observing: [\.standardOutputContent, \.standardErrorContent]
        ) {
            let process = FilterProcess.prepare(quietUnlessTerminal: true)
            Terminal.write("a secret\n")
            Terminal.write("a secret\n", to: .error)
            process.writeLine("5.1.1 no such mailbox", to: .error)
            process.writeLine("mailclerk 1", to: .output)
            exit(67)
        }
        let output = String(decoding: result.standardOutputContent, as: UTF8.self)
        let error = String(decoding: result.standardErrorContent, as: UTF8.self)
        #expect(error.contains("5.1.1 no such mailbox\n") && output.contains("mailclerk 1\n"))
        #expect(!error.contains("secret") && !output.contains("secret"))
    }

    @Test("A full pipe and a closed one don't hold it up")
    func stuckOutput() async {
        await #expect(processExitsWith: .exitCode(67)) {
            var full: [Int32] = [-1, -1]
            var closed: [Int32] = [-1, -1]
            pipe(&full)
            pipe(&closed)
            close(closed[0])
            let flags = fcntl(full[1], F_GETFL)
            _ = fcntl(full[1], F_SETFL, flags | O_NONBLOCK)
            while write(full[1], "x", 1) == 1 {}
            _ = fcntl(full[1], F_SETFL, flags)
            dup2(full[1], 1)
            dup2(closed[1], 2)
            let process = FilterProcess.prepare(quietUnlessTerminal: true)
            process.writeLine("5.1.1 no such mailbox", to: .error)
            process.writeLine("5.1.1 no such mailbox", to: .output)
            exit(67)
        }
    }
}
