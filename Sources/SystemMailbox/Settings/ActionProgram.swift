// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A program that creates records in another system (`[actions.NAME]`).
package struct ActionProgram: Equatable, Sendable {
    /// The default time limit, in microseconds.
    package static let usualTimeout: Int64 = 30_000_000

    /// The name by which mailboxes refer to the program.
    package var name: String
    /// The program's absolute path and its arguments.
    package var command: [String]
    /// The time limit for one message, in microseconds; then the program is killed.
    package var timeout = usualTimeout

    /// Creates a program with the default time limit.
    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }
}
