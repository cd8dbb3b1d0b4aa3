// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc

extension Account {
    /// Runs a closure with another user's rights, and takes up those of root again.
    ///
    /// For opening what is that user's: files that are made meanwhile are that user's, too, and what
    /// is open stays open.
    ///
    /// - Parameters:
    ///   - user: Whose rights.
    ///   - body: What is done with them.
    /// - Returns: What the closure returns.
    /// - Throws: When the process isn't root's or the kernel refuses, and what the closure throws.
    package static func acting<T>(as user: Account, _ body: () throws -> T) throws -> T {
        let group = getegid()
        guard setegid(user.gid) == 0 else { throw SystemError.last("act for a group") }
        guard seteuid(user.uid) == 0 else {
            let error = SystemError.last("act for the user \(user.name)")
            setegid(group)
            throw error
        }
        let result = Result { try body() }
        guard seteuid(0) == 0, setegid(group) == 0 else {
            throw SystemError.last("take up the rights of root again")
        }
        return try result.get()
    }
}
