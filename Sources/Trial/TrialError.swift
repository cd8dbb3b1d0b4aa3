// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An error of a trial of settings.
package enum TrialError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name is not that of a mailbox, file or directory.
    case noSuchSource(String)
    /// The directory contains no messages.
    case noMessages(directory: String)
    /// A line of a file is not a line of a golden file.
    case notGolden(path: String, line: Int)
    /// The directory for the scratch store exists.
    case scratchExists(directory: String)

    /// The message for the user.
    package var description: String {
        switch self {
        case .noSuchSource(let name): "no such mailbox, file or directory: \"\(name)\""
        case .noMessages(let directory): "no messages found: \(directory)"
        case .notGolden(let path, let line):
            "not a line of test-rules --write-golden: line \(line) of \(path)"
        case .scratchExists(let directory): "already exists: \(directory); try again"
        }
    }
}
