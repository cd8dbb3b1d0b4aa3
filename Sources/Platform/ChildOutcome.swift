// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform

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
        /// By us: it printed more than it may.
        case tooMuchOutput
        /// It never ran; the number is an `errno`.
        case notStarted(Int32)
    }

    /// How it ended.
    package let ending: Ending
    /// What it wrote to standard output, as it came; cut at the limit.
    ///
    /// What it wrote to standard error is in it, too, unless that was kept apart.
    package let output: [UInt8]
    /// What it wrote to standard error where that was kept apart, else empty; cut at its limit.
    package let errorOutput: [UInt8]

    /// An outcome.
    ///
    /// - Parameters:
    ///   - ending: How the program ended.
    ///   - output: What it printed.
    ///   - errorOutput: What it printed on standard error, if that was kept apart.
    package init(ending: Ending, output: [UInt8], errorOutput: [UInt8] = []) {
        self.ending = ending
        self.output = output
        self.errorOutput = errorOutput
    }

    /// What a program printed as words on one line, for a reason; empty where there are none.
    package static func words(of output: [UInt8]) -> String {
        String(decoding: output, as: UTF8.self).split { $0.isWhitespace || $0.isNewline }
            .joined(separator: " ")
    }

    /// The same behind a colon, to follow a sentence about the program.
    package static func said(_ output: [UInt8]) -> String {
        let words = words(of: output)
        return words.isEmpty ? "" : ": " + words
    }

    /// Whether it ended by itself with status 0.
    package var isSuccess: Bool { ending == .exited(0) }
}

extension ChildOutcome.Ending {
    /// Reads what waiting for a process gave.
    init(waitStatus status: Int32) {
        self =
            cplatform_has_exited(status)
            ? .exited(cplatform_exit_status(status)) : .killed(cplatform_ending_signal(status))
    }
}

extension ChildOutcome.Ending: CustomStringConvertible {
    /// The ending as prose.
    package var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .killed(let signal): "killed by signal \(signal)"
        case .timedOut: "stopped after its time limit"
        case .tooMuchOutput: "stopped because it printed too much"
        case .notStarted(let code): "not started: \(SystemError.text(of: code))"
        }
    }
}
