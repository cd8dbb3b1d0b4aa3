// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import SystemMailbox

/// Submits messages to the mail server with its sendmail program.
package struct Sendmail: Sendable {
    /// The time limit for sendmail, in microseconds, because some never exit if they cannot write
    /// to their queue.
    package static let timeLimit: Int64 = 20_000_000

    /// The program and its first arguments.
    package let command: [String]
    /// The user ID of the store owner; the program must belong to this user or to root.
    package let owner: UInt32

    /// Creates a sendmail with its command, for a store of this owner.
    package init(command: [String], owner: UInt32) {
        self.command = command
        self.owner = owner
    }

    /// Submits a message; `timeLimit` is in microseconds.
    package func send(
        _ entry: OutboxEntry, timeLimit: Int64 = Sendmail.timeLimit
    ) -> Outbox.Outcome {
        guard let program = command.first else { return .failed("no sendmail program is set") }
        if let problem = TrustedFile.problem(path: program, owner: owner) {
            return .failed("\(problem)")
        }
        let outcome = ChildProcess.run(
            command
                + [
                    "-f", Self.transferForm(entry.sender), "--",
                    Self.transferForm(entry.recipient),
                ], input: entry.message,
            environment: nil, timeoutInMicroseconds: timeLimit, outputLimitInBytes: 2048)
        switch outcome.ending {
        case .exited(ExitStatus.done.rawValue):
            return .accepted(ChildOutcome.words(of: outcome.output))
        case .exited(let status):
            return .failed(
                "\(program) exited with status \(status)" + ChildOutcome.said(outcome.output))
        case .killed(let signal):
            return .failed(
                "\(program) was killed by signal \(signal)" + ChildOutcome.said(outcome.output))
        case .timedOut:
            return .failed("\(program) took more than \(timeLimit / 1_000_000) s and was killed")
        case .tooMuchOutput: return .failed("\(program) printed too much and was killed")
        case .notStarted(let code):
            return .failed("\(program) could not be started: \(SystemError.text(of: code))")
        }
    }

    /// Returns an address, or the empty null sender, as the mail server gets it.
    private static func transferForm(_ address: String) -> String {
        guard address.utf8.contains(where: { $0 >= 0x80 }) else { return address }
        return Address.parse(address)?.transferForm ?? address
    }
}
