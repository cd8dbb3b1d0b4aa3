// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// An error that ends a command, with its message and exit status.
struct CommandProblem: Error, Equatable, CustomStringConvertible {
    /// The exit status.
    let status: ExitStatus
    /// The message for the user.
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }

    /// Throws if standard output is a terminal, for commands that write the contents of files.
    static func refuseTerminal() throws(CommandProblem) {
        guard !Terminal.isTerminal(1) else {
            throw CommandProblem(.usage, "-o is required if standard output is a terminal")
        }
    }
}
