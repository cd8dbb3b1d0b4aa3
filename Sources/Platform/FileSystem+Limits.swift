// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

extension FileSystem {
    /// How much room a file system has for users other than root.
    ///
    /// - Parameter path: A file or directory on it.
    /// - Returns: Bytes.
    /// - Throws: When it can't be asked.
    package static func freeBytes(_ path: String) throws(SystemError) -> Int64 {
        try space(path).free
    }

    /// How much room a file system has, and how much of it is free for users other than root.
    ///
    /// - Parameter path: A file or directory on it.
    /// - Returns: Bytes.
    /// - Throws: When it can't be asked.
    package static func space(_ path: String) throws(SystemError) -> (free: Int64, all: Int64) {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { throw SystemError.last("look at", path) }
        func bytes(_ blocks: UInt64) -> Int64 {
            let (bytes, overflow) = blocks.multipliedReportingOverflow(by: UInt64(status.f_frsize))
            return overflow ? .max : Int64(clamping: bytes)
        }
        return (bytes(UInt64(status.f_bavail)), bytes(UInt64(status.f_blocks)))
    }

    /// Whether a path is on a network file system, where locks and syncs may not hold.
    ///
    /// - Parameter path: A file or directory on it.
    /// - Returns: Also yes for one in user space (FUSE), which often is one.
    /// - Throws: When it can't be asked.
    package static func isOnNetwork(_ path: String) throws(SystemError) -> Bool {
        let answer = unsafe cplatform_is_on_network(path)
        guard answer >= 0 else { throw SystemError.last("look at", path) }
        return answer == 1
    }

    /// The longest file that this process may write, in bytes; nil if there is no limit.
    ///
    /// Postfix sets one for the pipes of aliases: its `mailbox_size_limit`.
    package static var fileSizeLimit: UInt64? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
            limit.rlim_cur != rlim_t.max
        else { return nil }
        return UInt64(limit.rlim_cur)
    }
}
