// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform

/// The outside of sudo's entry for agents: how an ordinary user reaches the store of another one.
///
/// This program runs once more, as the store's owner, and serves the user there as `AgentEntry` says.
/// Files and editors stay on this side, with the user's own rights.
struct SudoEntry {
    private static let sudo = "/usr/bin/sudo"
    /// What sudo ends with where it does not start the program.
    private static let refusal: Int32 = 1
    private static let timeLimitInMicroseconds: Int64 = 300_000_000

    private let prefix: [String]

    /// The entry into the rights of the user of this number.
    ///
    /// Throws `CommandProblem` where there is no sudo, or where sudo or this program could have been
    /// put there by somebody else than root.
    init(to owner: UInt32) throws {
        guard let account = try Account.numbered(owner) else {
            throw CommandProblem(
                .notAllowed,
                "the store belongs to user \(owner), whom this system does not have; chown it")
        }
        let program = try OwnProcess.programPath
        for path in [Self.sudo, program] {
            guard let problem = TrustedFile.problem(path: path, owner: 0) else { continue }
            throw CommandProblem(
                .notAllowed,
                "the store is \(account.name)'s and is reached through sudo, but \(problem)")
        }
        prefix = [Self.sudo, "-n", "-u", account.name, "--", program]
    }

    /// The arguments of this process, the command's name first.
    private var arguments: [String] {
        GlobalOptionOrder.arranged(Array(CommandLine.arguments.dropFirst()))
    }

    /// Runs what this process was asked for on the other side, on the same input and outputs; gives
    /// its exit status.
    func passThrough() throws -> ExitCode {
        let arguments = arguments
        return try status(of: TerminalProgram.run(prefix + arguments), arguments)
    }

    /// The same, where what is longer than the screen is for the user's pager.
    ///
    /// The other side has no terminal to ask then: it is told how wide this one is.
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

    /// Whether a command takes no input and prints nothing but text that is harmless to a terminal.
    private static func onlyShows(_ arguments: [String]) -> Bool {
        let commands: Set = [
            "case", "cases", "contact", "emails", "journal", "lead", "leads", "mailboxes",
            "search", "show", "thread",
        ]
        let others: Set = ["--raw", "--html", "set", "note"]
        return commands.contains(arguments[0])
            && (arguments[0] == "search" || !arguments.contains(where: others.contains))
    }

    /// What a command prints on the other side, for a file on this one.
    ///
    /// Where the command fails, its complaint has been passed on, and its status is thrown.
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
        case .exited(Self.refusal) where !permits(arguments):
            throw CommandProblem(
                .notAllowed,
                "the store is another user's, and sudo does not let you in; an administrator puts "
                    + "contrib/sudoers into /etc/sudoers.d and you into the group "
                    + "mailclerk-agents; see mailclerkctl(8)")
        case .exited(let status): return ExitCode(status)
        case .killed(let signal): return ExitCode(128 + signal)
        case .timedOut, .tooMuchOutput, .notStarted:
            throw CommandProblem(.temporary, "the part that reads the store failed: \(ending)")
        }
    }

    /// Whether sudo would run the command: its own refusal has the status of a command's warning.
    private func permits(_ arguments: [String]) -> Bool {
        let question = [prefix[0], "-n", "-l"] + prefix.dropFirst(2) + arguments
        return ChildProcess.run(
            question, input: [], timeoutInMicroseconds: Self.timeLimitInMicroseconds,
            outputLimitInBytes: 0
        ).isSuccess
    }
}
