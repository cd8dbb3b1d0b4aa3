// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
import Glibc

/// A program that was started; killed with its group should the test let go of it.
final class RunningProgram {
    /// The number of the process, which is also the one of its group.
    let process: pid_t
    private var inputEnd: Int32
    private let outputs: [Int32]
    private var tookAllInput = true
    private var status: Int32?

    struct NotStarted: Error {
        let code: Int32
        let command: [String]
    }

    /// How long a program may run before the test counts it as hung, in microseconds.
    private static let patience: Int64 = 150_000_000

    private static let ignoresBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    init(_ command: [String], environment: [String: String], closing closed: [Int32]) throws {
        Self.ignoresBrokenPipes
        var pipe: [Int32] = [-1, -1]
        guard cplatform_pipe(&pipe) == 0 else { throw NotStarted(code: errno, command: command) }
        outputs = [Self.unnamedFile(), Self.unnamedFile()]
        inputEnd = pipe[1]
        defer { close(pipe[0]) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, source) in zip(Int32(0)..., [pipe[0]] + outputs) {
            if closed.contains(descriptor) {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            } else {
                posix_spawn_file_actions_adddup2(&actions, source, descriptor)
            }
        }
        cplatform_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(
            &process, command[0], &actions, &attributes, &arguments, &variables)
        self.process = process
        guard code == 0 else {
            status = 127
            throw NotStarted(code: code, command: command)
        }
        if closed.contains(0) { closeInput() }
    }

    deinit {
        closeInput()
        if status == nil {
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
        }
        for file in outputs { close(file) }
    }

    /// Hands it this on standard input; what it doesn't take shows in the outcome.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, inputEnd >= 0 {
            let count = rest.withUnsafeBytes { Glibc.write(inputEnd, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                tookAllInput = false
                return
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends it a signal.
    func send(_ signal: Int32) {
        kill(process, signal)
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { status == nil && kill(process, 0) == 0 && !isZombie }

    /// Waits for its end; closes its standard input before that unless told otherwise.
    func wait(keepingInputOpen: Bool = false) -> Outcome {
        if !keepingInputOpen { closeInput() }
        var raw: Int32 = 0
        var waited: Int64 = 0
        while waitpid(process, &raw, WNOHANG) == 0 {
            if waited > Self.patience { kill(-process, SIGKILL) }
            usleep(1000)
            waited += 1000
        }
        let ended =
            cplatform_has_exited(raw) ? cplatform_exit_status(raw) : -cplatform_ending_signal(raw)
        status = ended
        return Outcome(
            status: ended, output: Self.contents(outputs[0]), error: Self.contents(outputs[1]),
            tookAllInput: tookAllInput)
    }

    /// Ends its standard input.
    func closeInput() {
        guard inputEnd >= 0 else { return }
        close(inputEnd)
        inputEnd = -1
    }

    private var isZombie: Bool {
        var information = siginfo_t()
        let found = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
        return found == 0 && information.si_signo == SIGCHLD
    }

    private static func unnamedFile() -> Int32 {
        var name = Array("/tmp/mailclerk-output-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        unlink(name)
        return file
    }

    private static func contents(_ file: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = pread(file, &buffer, buffer.count, bytes.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }
}
