// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("Other programs")
struct ChildProcessTests {
    private func run(
        _ command: String..., input: [UInt8] = [], environment: [(String, String)]? = nil,
        seconds: Int64 = 20, limit: Int = 1_000_000
    ) -> ChildOutcome {
        ChildProcess.run(
            command, input: input, environment: environment,
            timeoutInMicroseconds: seconds * 1_000_000, outputLimitInBytes: limit)
    }

    private func text(_ outcome: ChildOutcome) -> String {
        String(decoding: outcome.output, as: UTF8.self)
    }

    @Test("More than pipes hold goes in and comes out at once")
    func large() {
        let input = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let outcome = run("/bin/cat", input: input)
        #expect(outcome.isSuccess && outcome.output == input)
    }

    @Test("Status, signal and both outputs are told")
    func endings() {
        let printed = run("/bin/sh", "-c", "echo out; echo err >&2; exit 75")
        #expect(printed.ending == .exited(75) && text(printed) == "out\nerr\n")
        #expect(run("/bin/sh", "-c", "kill -9 $$").ending == .killed(SIGKILL))
    }

    @Test("No shell, no path search, no empty command")
    func notStarted() {
        #expect(run("/nowhere/sendmail").ending == .notStarted(ENOENT))
        #expect(run("/etc/passwd").ending == .notStarted(EACCES))
        #expect(run("sh", "-c", "true").ending == .notStarted(EINVAL))
        #expect(run("/bin/echo", "a\0b").ending == .notStarted(EINVAL))
        #expect(run().ending == .notStarted(EINVAL))
        #expect(text(run("/bin/echo", "$HOME;", "*")) == "$HOME; *\n")
    }

    @Test("A program that doesn't read is no error")
    func unread() {
        let input = [UInt8](repeating: 65, count: 1_000_000)
        #expect(run("/bin/true", input: input).isSuccess)
        #expect(text(run("/bin/sh", "-c", "exec <&-; echo x", input: input)) == "x\n")
    }

    @Test("Output past the limit is dropped, and the program still ends")
    func outputLimit() {
        let outcome = run("/bin/sh", "-c", "yes | head -c 1000000; echo end", limit: 10)
        #expect(outcome.isSuccess && text(outcome) == "y\ny\ny\ny\ny\n")
    }

    @Test("At the end of its time the program goes with all that it started")
    func timeOut() throws {
        let scratch = try Scratch()
        let script =
            "trap '' TERM; (sleep 600; :) & echo $! > \(scratch("pid")); echo on; sleep 600"
        let outcome = run("/bin/sh", "-c", script, seconds: 1)
        #expect(outcome.ending == .timedOut && text(outcome) == "on\n")
        let written = String(decoding: try FileSystem.read(scratch("pid")), as: UTF8.self)
        let grandchild = try #require(Int32(written.dropLast()))
        // It is dead or, until somebody waits for it, a zombie.
        var state = "R"
        for _ in 0..<500 where state != "Z" && state != "gone" {
            usleep(10_000)
            let line = (try? FileSystem.read("/proc/\(grandchild)/stat")).map {
                String(decoding: $0, as: UTF8.self)
            }
            state = line?.split(separator: " ").dropFirst(2).first.map(String.init) ?? "gone"
        }
        #expect(state == "Z" || state == "gone")
    }

    @Test("A program that prints without an end, or left its group, has its time and no more")
    func unruly() {
        let endless = run("/usr/bin/yes", seconds: 1, limit: 2)
        #expect(endless.ending == .timedOut && text(endless) == "y\n")
        let elsewhere = "setpgrp(0, getpgrp(getppid())); sleep 600"
        #expect(run("/usr/bin/perl", "-e", elsewhere, seconds: 1).ending == .timedOut)
    }

    @Test("The status arrives though SIGCHLD was ignored when we came")
    func ignoredChildren() async {
        await #expect(processExitsWith: .success) {
            signal(SIGCHLD, SIG_IGN)
            let outcome = ChildProcess.run(
                ["/bin/sh", "-c", "exit 3"], input: [], timeoutInMicroseconds: 20_000_000,
                outputLimitInBytes: 0)
            try #require(outcome.ending == .exited(3))
        }
    }

    @Test("A process left behind that keeps the pipe open is not waited for")
    func leftBehind() {
        let outcome = run("/bin/sh", "-c", "sleep 25 & echo done", seconds: 600)
        #expect(outcome.isSuccess && text(outcome) == "done\n")
        #expect(run("/bin/sh", "-c", "yes & exit 4", seconds: 600, limit: 9).ending == .exited(4))
    }

    @Test("The program gets the environment given, no descriptors, default signals, its own group")
    func surroundings() {
        let names = run("/usr/bin/env", environment: [("A", "b c"), ("D", "")])
        #expect(text(names) == "A=b c\nD=\n")
        let other = open("/dev/null", O_RDONLY)
        defer { close(other) }
        // ls itself opens the directory: that is number 3.
        #expect(text(run("/bin/ls", "/proc/self/fd")) == "0\n1\n2\n3\n")
        let status = text(run("/bin/cat", "/proc/self/status"))
        for name in ["SigIgn", "SigBlk"] {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            let set = line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) }
            // The C library keeps the signals 32 and 33, which only it knows, for itself.
            #expect(set.map { $0 & 0x7FFF_FFFF } == 0)
        }
        #expect(text(run("/bin/sh", "-c", "[ $(ps -o pgid= -p $$) = $$ ] && echo own")) == "own\n")
    }

    @Test("Standard error can be kept apart, each with its limit")
    func errorsApart() {
        var options = ChildProcess.Options()
        options.errorLimitInBytes = 4
        func run(_ script: String) -> ChildOutcome {
            ChildProcess.run(
                ["/bin/sh", "-c", script], input: [], timeoutInMicroseconds: 20_000_000,
                outputLimitInBytes: 10, options: options)
        }
        let outcome = run("echo out; echo errors >&2")
        #expect(outcome.isSuccess && text(outcome) == "out\n")
        #expect(outcome.errorOutput == Array("erro".utf8))
        options.endsAtOutputLimit = true
        #expect(run("printf 0123456789").isSuccess)
        #expect(run("printf 01234567890").ending == .tooMuchOutput)
        #expect(run("yes | head -c 1000000 >&2").isSuccess)
        let endless = run("trap '' PIPE; yes & yes")
        #expect(endless.ending == .tooMuchOutput && text(endless) == "y\ny\ny\ny\ny\n")
    }

    @Test("A program starts in the directory that is named")
    func directory() throws {
        let scratch = try Scratch()
        try FileSystem.makeDirectory(scratch("here"), mode: 0o700)
        var options = ChildProcess.Options()
        options.directory = scratch("here")
        func pwd() -> ChildOutcome {
            ChildProcess.run(
                ["/bin/pwd"], input: [], timeoutInMicroseconds: 20_000_000,
                outputLimitInBytes: 1000, options: options)
        }
        #expect(text(pwd()) == scratch("here") + "\n")
        options.directory = scratch("nowhere")
        #expect(pwd().ending == .notStarted(ENOENT))
    }

    @Test("The outcome speaks prose")
    func prose() {
        #expect(run("/nowhere").ending.description == "not started: No such file or directory")
    }
}
