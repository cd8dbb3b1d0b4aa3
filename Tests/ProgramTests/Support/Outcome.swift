// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// All that a mail server sees of a program that it ran.
struct Outcome: Equatable {
    /// The exit status, or a negative signal number.
    var status: Int32
    /// What it printed on standard output.
    var output = ""
    /// What it printed on standard error.
    var error = ""
    /// Whether it read everything that it was handed.
    var tookAllInput = true

    /// The program ended with this status and said nothing.
    static func silent(_ status: Int32) -> Outcome { Outcome(status: status) }
}
