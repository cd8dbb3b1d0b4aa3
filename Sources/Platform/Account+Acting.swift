// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension Account {
    /// Runs a closure with the privileges of another user, then regains root privileges.
    ///
    /// The closure opens files of that user: files that it creates belong to that user, and open
    /// descriptors stay open.
    ///
    /// - Parameters:
    ///   - user: The user whose privileges are used.
    ///   - body: The closure.
    /// - Returns: The result of the closure.
    /// - Throws: A `SystemError` if the process does not run as root or the kernel refuses;
    ///   otherwise the error of the closure.
    package static func acting<T>(as user: Account, _ body: () throws -> T) throws -> T {
        let group = getegid()
        guard setegid(user.gid) == 0 else { throw SystemError.last("switch to the group") }
        guard seteuid(user.uid) == 0 else {
            let error = SystemError.last("switch to the user \(user.name)")
            setegid(group)
            throw error
        }
        let result = Result { try body() }
        guard seteuid(0) == 0, setegid(group) == 0 else {
            throw SystemError.last("regain root privileges")
        }
        return try result.get()
    }
}
