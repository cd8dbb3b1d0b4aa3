// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform

/// The result of a program: how it ended, and its output.
package struct ChildOutcome: Equatable, Sendable {
    /// The ways in which a program can end.
    package enum Ending: Equatable, Sendable {
        /// It exited with this status.
        case exited(Int32)
        /// It was killed by this signal.
        case killed(Int32)
        /// It was killed at its time limit.
        case timedOut
        /// It was killed because it printed too much.
        case tooMuchOutput
        /// It could not be started; the number is an `errno`.
        case notStarted(Int32)
    }

    /// How it ended.
    package let ending: Ending
    /// Its standard output, truncated at the limit.
    ///
    /// Standard error is included unless it was collected separately.
    package let output: [UInt8]
    /// Its standard error if that was collected separately, otherwise empty; truncated at its
    /// limit.
    package let errorOutput: [UInt8]

    /// Creates an outcome.
    ///
    /// - Parameters:
    ///   - ending: How the program ended.
    ///   - output: Its standard output.
    ///   - errorOutput: Its standard error, if that was collected separately.
    package init(ending: Ending, output: [UInt8], errorOutput: [UInt8] = []) {
        self.ending = ending
        self.output = output
        self.errorOutput = errorOutput
    }

    /// Returns the output of a program as words on one line, for an error message; may be empty.
    package static func words(of output: [UInt8]) -> String {
        String(decoding: output, as: UTF8.self).split { $0.isWhitespace || $0.isNewline }
            .joined(separator: " ")
    }

    /// Returns a colon and the words of the output, to append to a message; empty without output.
    package static func said(_ output: [UInt8]) -> String {
        let words = words(of: output)
        return words.isEmpty ? "" : ": " + words
    }

    /// Whether the program exited with status 0.
    package var isSuccess: Bool { ending == .exited(ExitStatus.done.rawValue) }
}

extension ChildOutcome.Ending {
    /// Converts a wait status.
    init(waitStatus status: Int32) {
        self =
            cplatform_has_exited(status)
            ? .exited(cplatform_exit_status(status)) : .killed(cplatform_ending_signal(status))
    }
}

extension ChildOutcome.Ending: CustomStringConvertible {
    /// A human-readable description.
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
