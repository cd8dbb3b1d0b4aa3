// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// A user of this system.
package struct Account: Equatable, Sendable {
    /// The login name.
    package let name: String
    /// The user's number.
    package let uid: UInt32
    /// The number of the user's own group.
    package let gid: UInt32
    /// The home directory, as the system has it.
    package let home: String

    /// Looks a user up by name.
    ///
    /// - Parameter name: The login name.
    /// - Returns: The user; nil if there is none of that name.
    /// - Throws: When the user database can't be asked.
    package static func named(_ name: String) throws(SystemError) -> Account? {
        try unsafe look("look up the user \(name)") { entry, buffer, length, found in
            unsafe getpwnam_r(name, entry, buffer, length, found)
        }
    }

    /// Looks a user up by number.
    ///
    /// - Parameter uid: The user's number.
    /// - Returns: The user; nil if there is none of that number.
    /// - Throws: When the user database can't be asked.
    package static func numbered(_ uid: UInt32) throws(SystemError) -> Account? {
        try unsafe look("look up the user \(uid)") { entry, buffer, length, found in
            unsafe getpwuid_r(uid, entry, buffer, length, found)
        }
    }

    /// The user who started this process (the real user); nil if the system has no such user.
    ///
    /// - Throws: When the user database can't be asked.
    package static var current: Account? {
        get throws(SystemError) { try numbered(getuid()) }
    }

    /// The number of the user whose rights this process has.
    package static var effectiveUserID: UInt32 { geteuid() }

    /// The number of the user who started this process.
    package static var realUserID: UInt32 { getuid() }

    /// The name of this host, as the kernel has it.
    package static var hostName: String {
        var name = utsname()
        guard unsafe uname(&name) == 0 else { return "localhost" }
        return unsafe withUnsafeBytes(of: &name.nodename) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// Whether a user is in a group, as the user's own or a further one.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - group: The group's name.
    /// - Returns: No also if there is no such group.
    package static func isMember(user: Account, group: String) -> Bool {
        guard let wanted = groupID(group) else { return false }
        var count = Int32(64)
        var groups = [gid_t](repeating: 0, count: Int(count))
        while unsafe getgrouplist(user.name, user.gid, &groups, &count) < 0 {
            // It says how many there are; a system has 65,536 groups a user at most.
            guard Int(count) > groups.count, count <= 65_536 else { return false }
            groups = [gid_t](repeating: 0, count: Int(count))
        }
        return groups.prefix(Int(count)).contains(wanted)
    }

    /// Gives up the rights of root for those of another user, for good.
    ///
    /// - Parameter user: The user to become.
    /// - Throws: When the process isn't root's or the kernel refuses; the process must end then, as
    ///   part of the change may be done.
    package static func becomeUser(_ user: Account) throws(SystemError) {
        guard unsafe initgroups(user.name, user.gid) == 0 else {
            throw SystemError.last("set the groups")
        }
        guard setgid(user.gid) == 0 else { throw SystemError.last("set the group") }
        guard setuid(user.uid) == 0 else { throw SystemError.last("set the user") }
        // Whoever became an ordinary user and can be root again has not become one.
        let stays = getuid() == user.uid && geteuid() == user.uid && getegid() == user.gid
        guard stays, user.uid == 0 || setuid(0) != 0 else {
            throw SystemError(code: EPERM, call: "give up the rights of root")
        }
    }

    /// The number of a group.
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

    /// The buffers to try: groups with thousands of members have long entries.
    private static let bufferLengths = [1024, 16_384, 262_144, 4_194_304]

    /// Asks the user database.
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
        // getpwnam(3) lists these as ways to say that there is no such user.
        if [ENOENT, ESRCH, EBADF, EPERM].contains(code) { return nil }
        throw SystemError(code: code, call: call)
    }
}
