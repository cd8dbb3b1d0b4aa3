// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform

/// Runs this program through sudo as the store owner, for users who may not open the store.
///
/// `AgentEntry` prepares the process that sudo runs. This process reads and writes files and runs
/// the editor, with the user's own permissions.
struct SudoEntry {
    private static let sudo = "/usr/bin/sudo"
    /// The status of sudo if it does not run the program.
    private static let refusal = ExitStatus.warning
    private static let timeLimitInMicroseconds: Int64 = 300_000_000

    private let prefix: [String]

    /// Creates the entry for the store of the user with this ID.
    ///
    /// Throws `CommandProblem` if sudo is missing, or if sudo or this program could have been
    /// replaced by a user other than root.
    init(to owner: UInt32) throws {
        guard let account = try Account.numbered(owner) else {
            throw CommandProblem(
                .notAllowed,
                "the store belongs to user \(owner), who does not exist on this system; use chown")
        }
        let program = try OwnProcess.programPath
        for path in [Self.sudo, program] {
            guard let problem = TrustedFile.problem(path: path, owner: 0) else { continue }
            throw CommandProblem(
                .notAllowed,
                "the store belongs to \(account.name) and is used through sudo, but \(problem)")
        }
        prefix = [Self.sudo, "-n", "-u", account.name, "--", program]
    }

    /// The arguments of this process, starting with the command.
    private var arguments: [String] {
        GlobalOptionOrder.arranged(OwnProcess.arguments ?? [])
    }

    /// Runs the command as the store owner, with the same input and outputs; returns its status.
    func passThrough() throws -> ExitCode {
        let arguments = arguments
        return try status(of: TerminalProgram.run(prefix + arguments), arguments)
    }

    /// Runs the command as the store owner and shows its output, in the user's pager if it is long.
    ///
    /// The store owner's process has no terminal; COLUMNS passes it the width of this one.
    func show(in output: Output) throws -> ExitCode {
        let arguments = arguments
        guard Self.onlyShows(arguments) else { return try passThrough() }
        let told = [("COLUMNS", String(Terminal.columns)), ("CLICOLOR_FORCE", "1")]
        let outcome = run(
            arguments, input: [],
            environment: Environment.all().filter { variable in
                !told.contains { $0.0 == variable.0 }
            } + told)
        output.bytes(outcome.output)
        output.finish()
        return try status(of: outcome.ending, arguments)
    }

    private static func onlyShows(_ arguments: [String]) -> Bool {
        (try? RootCommand.parseAsRoot(arguments) as? any ReadingCommand)?.onlyShows ?? false
    }

    /// Runs a command as the store owner and returns its output, which this process uses.
    ///
    /// If the command fails, its messages appear on standard error and its status is thrown.
    func output(of arguments: [String], input: [UInt8]) throws -> [UInt8] {
        let outcome = run(arguments, input: input)
        guard outcome.isSuccess else { throw try status(of: outcome.ending, arguments) }
        return outcome.output
    }

    private func run(
        _ arguments: [String], input: [UInt8], environment: [(String, String)]? = nil
    ) -> ChildOutcome {
        var options = ChildProcess.Options()
        options.sharesErrors = true
        return ChildProcess.run(
            prefix + arguments, input: input, environment: environment,
            timeoutInMicroseconds: Self.timeLimitInMicroseconds, outputLimitInBytes: .max,
            options: options)
    }

    private func status(
        of ending: ChildOutcome.Ending, _ arguments: [String]
    ) throws -> ExitCode {
        switch ending {
        case .exited(Self.refusal.rawValue) where !permits(arguments):
            throw CommandProblem(
                .notAllowed,
                "permission denied: the store belongs to another user, and sudo does not permit the "
                    + "command; an administrator must install contrib/sudoers in /etc/sudoers.d and "
                    + "add you to the group mailclerk-agents; see mailclerkctl(8)")
        case .exited(let status): return ExitCode(status)
        case .killed(let signal): return ExitCode(ExitStatus.ofSignal(signal))
        case .timedOut, .tooMuchOutput, .notStarted:
            throw CommandProblem(.temporary, "the helper process failed: \(ending)")
        }
    }

    /// Returns whether sudo permits the command; a refusal has the same status as a warning.
    private func permits(_ arguments: [String]) -> Bool {
        let question = [prefix[0], "-n", "-l"] + prefix.dropFirst(2) + arguments
        return ChildProcess.run(
            question, input: [], timeoutInMicroseconds: Self.timeLimitInMicroseconds,
            outputLimitInBytes: 0
        ).isSuccess
    }
}
