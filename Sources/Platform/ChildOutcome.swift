// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How a program that we ran ended, and what it printed.
package struct ChildOutcome: Equatable, Sendable {
    /// How it ended.
    package enum Ending: Equatable, Sendable {
        /// By itself, with this exit status.
        case exited(Int32)
        /// By this signal.
        case killed(Int32)
        /// By us: its time was over.
        case timedOut
        /// It never ran; the number is an `errno`.
        case notStarted(Int32)
    }

    /// How it ended.
    package let ending: Ending
    /// What it wrote to standard output and standard error, as it came; cut at the limit.
    package let output: [UInt8]

    /// An outcome.
    ///
    /// - Parameters:
    ///   - ending: How the program ended.
    ///   - output: What it printed.
    package init(ending: Ending, output: [UInt8]) {
        self.ending = ending
        self.output = output
    }

    /// Whether it ended by itself with status 0.
    package var isSuccess: Bool { ending == .exited(0) }
}

extension ChildOutcome.Ending: CustomStringConvertible {
    /// The ending as prose.
    package var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "killed by signal \(signal)"
        case .timedOut: "stopped after its time limit"
        case .notStarted(let code): "not started: \(SystemError.text(of: code))"
        }
    }
}
