// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension FileStatus {
    /// What one may be let do.
    package enum Right: UInt32, Sendable {
        case execute = 1
        case write = 2
        case read = 4
    }

    /// Whether the permissions let a user do something, as a mail server runs programs for the
    /// user: without further groups.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - right: What is to be done; for a directory, `execute` is to reach what is in it.
    /// - Returns: Always yes for root, whom permissions don't stop.
    package func lets(_ user: Account, _ right: Right) -> Bool {
        if user.uid == 0 { return true }
        let shift: UInt32 = user.uid == owner ? 6 : user.gid == group ? 3 : 0
        return mode >> shift & right.rawValue != 0
    }
}
