// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A user account of this system.
package struct Account: Equatable, Sendable {
    /// The login name.
    package let name: String
    /// The user ID.
    package let uid: UInt32
    /// The ID of the primary group.
    package let gid: UInt32
    /// The home directory, from the user database.
    package let home: String

    /// Looks up a user by name.
    ///
    /// - Parameter name: The login name.
    /// - Returns: The user; nil if there is no user with this name.
    /// - Throws: A `SystemError` if the user database cannot be read.
    package static func named(_ name: String) throws(SystemError) -> Account? {
        try unsafe look("look up the user \(name)") { entry, buffer, length, found in
            unsafe getpwnam_r(name, entry, buffer, length, found)
        }
    }

    /// Looks up a user by ID.
    ///
    /// - Parameter uid: The user ID.
    /// - Returns: The user; nil if there is no user with this ID.
    /// - Throws: A `SystemError` if the user database cannot be read.
    package static func numbered(_ uid: UInt32) throws(SystemError) -> Account? {
        try unsafe look("look up the user \(uid)") { entry, buffer, length, found in
            unsafe getpwuid_r(uid, entry, buffer, length, found)
        }
    }

    /// The user who started this process (the real user); nil if the user database has no such
    /// user.
    ///
    /// - Throws: A `SystemError` if the user database cannot be read.
    package static var current: Account? {
        get throws(SystemError) { try numbered(getuid()) }
    }

    /// The effective user ID of this process.
    package static var effectiveUserID: UInt32 { geteuid() }

    /// The real user ID of this process.
    package static var realUserID: UInt32 { getuid() }

    /// The host name, from the kernel.
    package static var hostName: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "localhost" }
        return unsafe withUnsafeBytes(of: &name.nodename) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Returns whether a user is in a group, either the primary or a supplementary one.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - group: The group's name.
    /// - Returns: False also if there is no such group.
    package static func isMember(user: Account, group: String) -> Bool {
        guard let wanted = groupID(group) else { return false }
        var count = Int32(64)
        var groups = [gid_t](repeating: 0, count: Int(count))
        while unsafe getgrouplist(user.name, user.gid, &groups, &count) < 0 {
            // getgrouplist(3) sets the count that it needs; Linux has at most 65,536 groups per
            // user.
            guard Int(count) > groups.count, count <= 65_536 else { return false }
            groups = [gid_t](repeating: 0, count: Int(count))
        }
        return groups.prefix(Int(count)).contains(wanted)
    }

    /// Permanently gives up root privileges and becomes another user.
    ///
    /// - Parameter user: The user to become.
    /// - Throws: A `SystemError` if the process does not run as root or the kernel refuses. The
    ///   process must then exit, because the change may be incomplete.
    package static func becomeUser(_ user: Account) throws(SystemError) {
        guard unsafe initgroups(user.name, user.gid) == 0 else {
            throw SystemError.last("set the groups")
        }
        guard setgid(user.gid) == 0 else { throw SystemError.last("set the group") }
        guard setuid(user.uid) == 0 else { throw SystemError.last("set the user") }
        // A process that can become root again has not given up its privileges.
        let stays = getuid() == user.uid && geteuid() == user.uid && getegid() == user.gid
        guard stays, user.uid == 0 || setuid(0) != 0 else {
            throw SystemError(code: EPERM, call: "drop root privileges")
        }
    }

    /// Returns the ID of a group; nil if there is no such group.
    private static func groupID(_ name: String) -> gid_t? {
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        for length in bufferLengths {
            var buffer = [CChar](repeating: 0, count: length)
            if unsafe getgrnam_r(name, &entry, &buffer, length, &found) != ERANGE {
                return unsafe found?.pointee.gr_gid
            }
        }
        return nil
    }

    /// The buffer sizes to try, because groups with thousands of members have long entries.
    private static let bufferLengths = [1024, 16_384, 262_144, 4_194_304]

    /// Queries the user database.
    private static func look(
        _ call: String,
        _ ask: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> Int32
    ) throws(SystemError) -> Account? {
        var code = ERANGE
        for length in bufferLengths where code == ERANGE {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: length)
            defer { unsafe buffer.deallocate() }
            var entry = unsafe passwd()
            var found: UnsafeMutablePointer<passwd>?
            repeat { code = unsafe ask(&entry, buffer, length, &found) } while code == EINTR
            if code == 0 {
                guard let user = unsafe found?.pointee else { return nil }
                return unsafe Account(
                    name: String(cString: user.pw_name), uid: user.pw_uid, gid: user.pw_gid,
                    home: String(cString: user.pw_dir))
            }
        }
        // getpwnam(3) lists these error codes as possible results for an unknown user.
        if [ENOENT, ESRCH, EBADF, EPERM].contains(code) { return nil }
        throw SystemError(code: code, call: call)
    }
}
