// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store

/// This program once more, as a child.
enum OwnProgram {
    /// Reaches the program even where its directory is closed to whom we have become.
    private static let path = "/proc/self/exe"
    private static let timeLimitInMicroseconds: Int64 = 300_000_000

    /// Runs a command on a store; the child is whoever this process is, sudo or not.
    static func run(
        _ arguments: [String], input: [UInt8] = [], store: StoreLocation, outputLimitInBytes: Int,
        options: ChildProcess.Options = ChildProcess.Options()
    ) -> ChildOutcome {
        ChildProcess.run(
            [path, "--store=\(store.text)"] + arguments, input: input,
            environment: Environment.all().filter { !$0.0.hasPrefix("SUDO_") },
            timeoutInMicroseconds: timeLimitInMicroseconds,
            outputLimitInBytes: outputLimitInBytes, options: options)
    }

    /// What a command prints that reads the store as the store's owner, for root, who keeps its
    /// own rights to write files.
    ///
    /// Where the command fails, its complaint is passed on, and its status.
    static func output(
        of arguments: [String], input: [UInt8] = [], store: StoreLocation
    ) throws -> [UInt8] {
        var options = ChildProcess.Options()
        options.sharesErrors = true
        let outcome = run(
            arguments, input: input, store: store, outputLimitInBytes: .max,
            options: options)
        if outcome.isSuccess { return outcome.output }
        if case .exited(let status) = outcome.ending { throw ExitCode(status) }
        throw CommandProblem(.temporary, "the part that reads the store failed: \(outcome.ending)")
    }
}
