// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a command cannot do what it was asked for, with the status that says so.
struct CommandProblem: Error, Equatable, CustomStringConvertible {
    /// The exit status.
    let status: ExitStatus
    /// A sentence for people that says what to do.
    let description: String

    init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
