// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Hands messages to the mail server through its sendmail program.
package struct Sendmail: Sendable {
    /// What became of a message.
    package enum Outcome: Equatable, Sendable {
        /// The mail server took it; what the program said, mostly nothing.
        case accepted(String)
        /// It did not; the sentence says why.
        case failed(String)
    }

    /// How long sendmail may take, in microseconds: some wait for ever when they cannot write
    /// their queue.
    package static let timeLimit: Int64 = 20_000_000

    /// The program and its first arguments.
    package let command: [String]
    /// The user id that owns the store: the program must be this user's or root's.
    package let owner: UInt32

    /// The program `command` on behalf of the store's owner.
    package init(command: [String], owner: UInt32) {
        self.command = command
        self.owner = owner
    }

    /// Hands over one message; `timeLimit` is in microseconds.
    package func send(
        _ entry: OutboxEntry, timeLimit: Int64 = Sendmail.timeLimit
    ) -> Outcome {
        guard let program = command.first else { return .failed("no sendmail program is set") }
        if let problem = TrustedFile.problem(path: program, owner: owner) {
            return .failed("\(problem)")
        }
        let outcome = ChildProcess.run(
            command + ["-f", entry.sender, "--", entry.recipient], input: entry.message,
            environment: nil, timeoutInMicroseconds: timeLimit, outputLimitInBytes: 2048)
        switch outcome.ending {
        case .exited(ExitStatus.done.rawValue):
            return .accepted(ChildOutcome.words(of: outcome.output))
        case .exited(let status):
            return .failed(
                "\(program) ended with status \(status)" + ChildOutcome.said(outcome.output))
        case .killed(let signal):
            return .failed(
                "\(program) was ended by signal \(signal)" + ChildOutcome.said(outcome.output))
        case .timedOut:
            return .failed("\(program) took more than \(timeLimit / 1_000_000) s and was ended")
        case .tooMuchOutput: return .failed("\(program) printed too much and was ended")
        case .notStarted(let code):
            return .failed("\(program) could not be started: \(SystemError.text(of: code))")
        }
    }
}
