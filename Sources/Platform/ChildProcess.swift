// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Runs a program with given input, and collects its output, within a time limit.
package enum ChildProcess {
    /// Where a program runs and how its output is collected, if that differs from the defaults.
    package struct Options: Sendable {
        /// The working directory; nil for that of this process.
        package var directory: String?
        /// The maximum number of bytes of standard error, which is then collected separately; nil
        /// to collect it together with standard output.
        package var errorLimitInBytes: Int?
        /// Whether the program writes to the standard error of this process.
        package var sharesErrors = false
        /// Whether the program and its process group are killed when the output limit is exceeded.
        package var endsAtOutputLimit = false

        /// Creates the default options.
        package init() {}
    }

    /// Runs a program until it exits or its time limit is over.
    ///
    /// The complete input is written before the program starts: if this process is killed, the
    /// program never takes part of a message for a complete one. No shell is involved. The program
    /// gets its own process group, default signal actions, no blocked signals and none of the
    /// descriptors of this process. It is no error if the program closes its standard input early.
    /// When it has exited, its own children are not waited for: they keep running, and their
    /// further output is lost. At the time limit the whole process group is killed.
    ///
    /// - Parameters:
    ///   - command: The absolute path of the program, then its arguments.
    ///   - input: The bytes on its standard input.
    ///   - environment: Its environment, as names and values; nil for that of this process.
    ///   - timeout: The time limit, in microseconds.
    ///   - outputLimit: The maximum number of bytes of output that are kept; the rest is read and
    ///     dropped.
    ///   - options: Where the program runs and how its output is collected.
    /// - Returns: How it ended; `.notStarted(EINVAL)` if the path is not absolute.
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

    /// Creates a file in memory with these bytes, positioned at its start.
    private static func memoryFile(holding bytes: [UInt8]) throws(SystemError) -> Descriptor {
        let number = cplatform_memory_file()
        guard number >= 0 else { throw SystemError.last("create an in-memory file") }
        let file = Descriptor(number: number)
        var written = 0
        while written < bytes.count {
            let length = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe write(number, rest.baseAddress, rest.count)
            }
            if length < 0, errno != EINTR { throw SystemError.last("write an in-memory file") }
            written += max(length, 0)
        }
        guard lseek(number, 0, SEEK_SET) == 0 else {
            throw SystemError.last("rewind an in-memory file")
        }
        return file
    }

    /// Starts the program and returns its process ID.
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
    /// Returns the sum, or the largest number on overflow.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
