// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform
import Store

/// Runs this program as a child.
enum OwnProgram {
    /// The path of this program; it works even if the store owner may not search its directory.
    private static let path = "/proc/self/exe"
    private static let timeLimitInMicroseconds: Int64 = 300_000_000

    /// Runs a command on a store, as the user of this process, without the variables of sudo.
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

    /// Runs a command for root and returns its output; root keeps its privileges to write files.
    ///
    /// The child becomes the store owner. If it fails, its messages appear on standard error and
    /// its status is thrown.
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
        throw CommandProblem(.temporary, "the helper process failed: \(outcome.ending)")
    }
}
