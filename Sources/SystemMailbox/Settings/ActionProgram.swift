// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A program that makes records of messages somewhere else (`[actions.NAME]`).
package struct ActionProgram: Equatable, Sendable {
    /// The time that a program has unless settings say otherwise, in microseconds.
    package static let usualTimeout: Int64 = 30_000_000

    /// The name by which mailboxes call it.
    package var name: String
    /// The program's absolute path and its arguments.
    package var command: [String]
    /// Its time for one message, in microseconds; then it is ended.
    package var timeout = usualTimeout

    /// A program with the usual time.
    package init(name: String, command: [String]) {
        self.name = name
        self.command = command
    }
}
