// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Runs another program: hands it bytes, takes what it prints, waits for it, but never too long.
package enum ChildProcess {
    /// Where a program runs and how its output is taken, where that differs from the usual.
    package struct Options: Sendable {
        /// The directory that it starts in; nil: ours.
        package var directory: String?
        /// How many bytes of its standard error are kept apart from its output; nil: they are
        /// taken together.
        package var errorLimitInBytes: Int?
        /// Whether its standard error is ours.
        package var sharesErrors = false
        /// Whether it is ended, with its group, once it has printed more than is kept.
        package var endsAtOutputLimit = false

        /// The usual.
        package init() {}
    }

    /// Runs a program to its end, or to the end of its time.
    ///
    /// What the program reads is complete before it starts: should we be killed in the middle, it never
    /// takes half a message for a whole one. There is no shell. The program gets a process group of its own, default signals, none
    /// blocked, and of our descriptors none. One that closes its standard input early makes no
    /// error. After it has ended nobody is waited for: a process that it left behind keeps running,
    /// what it prints is lost. When the time is over the whole group is killed.
    ///
    /// - Parameters:
    ///   - command: The program's absolute path, then its arguments.
    ///   - input: What it finds on standard input.
    ///   - environment: Its environment, as names and values; nil for ours.
    ///   - timeout: Its time, in microseconds.
    ///   - outputLimit: How many bytes of its output are kept; the rest is read and dropped.
    ///   - options: Where it runs and how its output is taken.
    /// - Returns: How it ended; `.notStarted(EINVAL)` for a path that isn't absolute.
    package static func run(
        _ command: [String], input: [UInt8], environment: [(String, String)]? = nil,
        timeoutInMicroseconds timeout: Int64, outputLimitInBytes outputLimit: Int,
        options: Options = Options()
    ) -> ChildOutcome {
        FilterProcess.openStandardDescriptors()
        cplatform_keep_ended_children()
        do throws(SystemError) {
            let input = try memoryFile(holding: input)
            let fromChild = try Pipe()
            guard let errorLimit = options.errorLimitInBytes else {
                let process = try start(
                    command, environment: environment, directory: options.directory,
                    input: input.number, output: fromChild.writeEnd.number,
                    errors: options.sharesErrors ? STDERR_FILENO : fromChild.writeEnd.number)
                var conversation = ChildConversation(
                    process: process,
                    output: ChildOutput(fromChild.keepReadEnd(), limit: outputLimit),
                    endsAtOutputLimit: options.endsAtOutputLimit)
                return conversation.run(until: MonotonicTime.now().addingClamped(timeout))
            }
            let errorsOfChild = try Pipe()
            let process = try start(
                command, environment: environment, directory: options.directory,
                input: input.number, output: fromChild.writeEnd.number,
                errors: errorsOfChild.writeEnd.number)
            var conversation = ChildConversation(
                process: process, output: ChildOutput(fromChild.keepReadEnd(), limit: outputLimit),
                errors: ChildOutput(errorsOfChild.keepReadEnd(), limit: errorLimit),
                endsAtOutputLimit: options.endsAtOutputLimit)
            return conversation.run(until: MonotonicTime.now().addingClamped(timeout))
        } catch {
            return ChildOutcome(ending: .notStarted(error.code), output: [])
        }
    }

    /// A file in memory with these bytes, to be read from its beginning.
    private static func memoryFile(holding bytes: [UInt8]) throws(SystemError) -> Descriptor {
        let number = cplatform_memory_file()
        guard number >= 0 else { throw SystemError.last("make a file in memory") }
        let file = Descriptor(number: number)
        var written = 0
        while written < bytes.count {
            let length = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe write(number, rest.baseAddress, rest.count)
            }
            if length < 0, errno != EINTR { throw SystemError.last("write a file in memory") }
            written += max(length, 0)
        }
        guard lseek(number, 0, SEEK_SET) == 0 else {
            throw SystemError.last("go back in a file in memory")
        }
        return file
    }

    /// Starts the program.
    private static func start(
        _ command: [String], environment: [(String, String)]?, directory: String?, input: Int32,
        output: Int32, errors: Int32
    ) throws(SystemError) -> pid_t {
        guard let program = command.first, program.hasPrefix("/"),
            !command.contains(where: { $0.utf8.contains(0) })
        else { throw SystemError(code: EINVAL, call: "start", path: command.first) }

        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
        unsafe cplatform_close_from(&actions, 3)
        if let directory {
            unsafe cplatform_start_in(&actions, directory)
        }

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        SpawnAttributes.set(&attributes, adding: Int32(POSIX_SPAWN_SETPGROUP))

        let arguments = unsafe CStringVector(command)
        defer { unsafe arguments.free() }
        let variables = unsafe environment.map { unsafe CStringVector($0.map { "\($0)=\($1)" }) }
        defer { unsafe variables?.free() }
        var process: pid_t = 0
        let code = unsafe posix_spawn(
            &process, program, &actions, &attributes, arguments.pointers,
            variables?.pointers ?? cplatform_environment())
        guard code == 0 else { throw SystemError(code: code, call: "start", path: program) }
        return process
    }
}

extension Int64 {
    /// The sum, or the largest number if there is none.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
