// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Runs interactive programs at the terminal: an editor, a pager, or a program that sudo starts.
///
/// The programs are searched in PATH and stay in the process group of this process, so that they
/// own the terminal. They have no time limit. No shell is involved.
package enum TerminalProgram {
    /// Runs a program at the terminal and waits for it.
    ///
    /// Interrupts from the keyboard do not end this process.
    ///
    /// - Parameters:
    ///   - command: The program's name or path, then its arguments.
    ///   - environment: Additional variables.
    /// - Returns: How it ended; 127 or `notStarted` if there is no such program.
    package static func run(
        _ command: [String], environment: [(String, String)] = []
    ) -> ChildOutcome.Ending {
        withoutInterrupts {
            do throws(SystemError) {
                return wait(for: try start(command, environment, input: nil))
            } catch {
                return .notStarted(error.code)
            }
        }
    }

    /// Writes bytes to a program that shows them on the terminal, and waits for it.
    ///
    /// The program may exit before it has read everything.
    ///
    /// - Parameters:
    ///   - bytes: The bytes for the program's standard input.
    ///   - command: The program's name or path, then its arguments.
    ///   - environment: Additional variables.
    /// - Returns: How it ended; 127 or `notStarted` if there is no such program.
    package static func show(
        _ bytes: [UInt8], through command: [String], environment: [(String, String)] = []
    ) -> ChildOutcome.Ending {
        withoutInterrupts {
            do throws(SystemError) {
                let pipe = try Pipe()
                let process = try start(command, environment, input: pipe.readEnd.number)
                write(bytes, to: pipe.keepWriteEnd())
                return wait(for: process)
            } catch {
                return .notStarted(error.code)
            }
        }
    }

    /// Writes all bytes, or stops when the pipe has no reader; then closes the pipe.
    private static func write(_ bytes: [UInt8], to end: consuming Descriptor) {
        var written = 0
        while written < bytes.count {
            let length = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe PipeSignal.write(end.number, rest)
            }
            if length < 0, errno == EINTR { continue }
            guard length > 0 else { return }
            written += length
        }
    }

    private static func start(
        _ command: [String], _ environment: [(String, String)], input: Int32?
    ) throws(SystemError) -> pid_t {
        guard let program = command.first, !command.contains(where: { $0.utf8.contains(0) })
        else { throw SystemError(code: EINVAL, call: "start", path: command.first) }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        if let input { unsafe posix_spawn_file_actions_adddup2(&actions, input, 0) }
        unsafe cplatform_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        SpawnAttributes.set(&attributes)

        let names = environment.map(\.0)
        let kept = Environment.all().filter { !names.contains($0.0) } + environment
        let arguments = unsafe CStringVector(command)
        defer { unsafe arguments.free() }
        let variables = unsafe CStringVector(kept.map { "\($0)=\($1)" })
        defer { unsafe variables.free() }
        cplatform_keep_ended_children()
        var process: pid_t = 0
        let code = unsafe posix_spawnp(
            &process, program, &actions, &attributes, arguments.pointers, variables.pointers)
        guard code == 0 else { throw SystemError(code: code, call: "start", path: program) }
        return process
    }

    private static func wait(for process: pid_t) -> ChildOutcome.Ending {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return .notStarted(errno) }
        }
        return ChildOutcome.Ending(waitStatus: status)
    }

    /// Ignores the keyboard's signals while the program runs, as system(3) does.
    private static func withoutInterrupts<T>(_ body: () -> T) -> T {
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        defer {
            signal(SIGINT, interrupt)
            signal(SIGQUIT, quit)
        }
        return body()
    }
}
