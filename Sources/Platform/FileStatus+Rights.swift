// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FileStatus {
    /// The permissions of a file.
    package enum Right: UInt32, Sendable {
        case execute = 1
        case write = 2
        case read = 4
    }

    /// Returns whether a user has a permission when a mail server runs a program for this user:
    /// without supplementary groups.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - right: The permission; for a directory, `execute` means access to its entries.
    /// - Returns: True for root, because permissions do not apply to root.
    package func lets(_ user: Account, _ right: Right) -> Bool {
        if user.uid == 0 { return true }
        let shift: UInt32 = user.uid == owner ? 6 : user.gid == group ? 3 : 0
        return mode >> shift & right.rawValue != 0
    }
}
