// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a program may not be run.
package struct TrustProblem: Error, Equatable, Sendable {
    /// What is wrong with a file or directory.
    package enum Reason: Equatable, Sendable {
        /// The path doesn't begin with `/`.
        case notAbsolute
        /// There is nothing at the path, or it can't be looked at; the number is an `errno`.
        case unreachable(Int32)
        /// It is something else than a file.
        case notAFile
        /// Nobody may execute it.
        case notExecutable
        /// It belongs to this user.
        case foreignOwner(UInt32)
        /// Others than its owner may write to it.
        case writableByOthers
        /// Symbolic links lead to links without an end.
        case tooManyLinks
    }

    /// The file or directory at fault: the program, or one above it or above what a link leads to.
    package let path: String
    /// What is wrong with it.
    package let reason: Reason
    /// The user whose programs are trusted besides those of root.
    package let owner: UInt32
}

extension TrustProblem: CustomStringConvertible {
    /// The problem and what to do about it.
    package var description: String {
        switch reason {
        case .notAbsolute: "\(path) is no absolute path: begin it with /"
        case .unreachable(let code): "\(path): \(SystemError.text(of: code))"
        case .notAFile: "\(path) is no file: name the program itself"
        case .notExecutable: "\(path) is not executable: chmod 755 \(path)"
        case .foreignOwner(let uid):
            "\(path) belongs to user \(uid), not to root or user \(owner): chown root \(path)"
        case .writableByOthers:
            "\(path) can be written by others than its owner: chmod go-w \(path)"
        case .tooManyLinks: "\(path): too many symbolic links: name the program itself"
        }
    }
}
