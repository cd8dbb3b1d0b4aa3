// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The reason why a program must not be run.
package struct TrustProblem: Error, Equatable, Sendable {
    /// The kinds of problems.
    package enum Reason: Equatable, Sendable {
        /// The path does not begin with `/`.
        case notAbsolute
        /// The path does not exist or cannot be read; the number is an `errno`.
        case unreachable(Int32)
        /// The path is not a regular file.
        case notAFile
        /// The file is not executable.
        case notExecutable
        /// The owner is this untrusted user.
        case foreignOwner(UInt32)
        /// Users other than the owner have write permission.
        case writableByOthers
        /// The path contains too many symbolic links.
        case tooManyLinks
    }

    /// The affected file or directory: the program, a parent directory, or one on the path of a
    /// link.
    package let path: String
    /// The kind of problem.
    package let reason: Reason
    /// The user who is trusted in addition to root.
    package let owner: UInt32
}

extension TrustProblem: CustomStringConvertible {
    /// A human-readable message with the fix.
    package var description: String {
        switch reason {
        case .notAbsolute: "\(path) is not an absolute path: begin it with /"
        case .unreachable(let code): "\(path): \(SystemError.text(of: code))"
        case .notAFile: "\(path) is not a regular file: name the program itself"
        case .notExecutable: "\(path) is not executable: chmod 755 \(path)"
        case .foreignOwner(let uid):
            "\(path) belongs to user \(uid), not to root or user \(owner): chown root \(path)"
        case .writableByOthers:
            "\(path) is writable by users other than its owner: chmod go-w \(path)"
        case .tooManyLinks: "\(path): too many symbolic links: name the program itself"
        }
    }
}
