// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension FileSystem {
    /// Returns the free space of a file system for users other than root.
    ///
    /// - Parameter path: A file or directory on the file system.
    /// - Returns: The free space in bytes.
    /// - Throws: A `SystemError` if the status of the file system cannot be read.
    package static func freeBytes(_ path: String) throws(SystemError) -> Int64 {
        try space(path).free
    }

    /// Returns the size of a file system and its free space for users other than root.
    ///
    /// - Parameter path: A file or directory on the file system.
    /// - Returns: The numbers of bytes.
    /// - Throws: A `SystemError` if the status of the file system cannot be read.
    package static func space(_ path: String) throws(SystemError) -> (free: Int64, all: Int64) {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else {
            throw SystemError.last("read the file system status of", path)
        }
        func bytes(_ blocks: UInt64) -> Int64 {
            let (bytes, overflow) = blocks.multipliedReportingOverflow(by: UInt64(status.f_frsize))
            return overflow ? .max : Int64(clamping: bytes)
        }
        return (bytes(UInt64(status.f_bavail)), bytes(UInt64(status.f_blocks)))
    }

    /// Returns whether a path is on a network file system, where locks and syncs may be unreliable.
    ///
    /// - Parameter path: A file or directory on the file system.
    /// - Returns: True also for a file system in user space (FUSE), because many of these are
    ///   network file systems.
    /// - Throws: A `SystemError` if the status of the file system cannot be read.
    package static func isOnNetwork(_ path: String) throws(SystemError) -> Bool {
        let answer = unsafe cplatform_is_on_network(path)
        guard answer >= 0 else { throw SystemError.last("read the file system status of", path) }
        return answer == 1
    }

    /// The maximum file size for this process, in bytes; nil if there is no limit.
    ///
    /// Postfix sets a limit for pipes from aliases: its `mailbox_size_limit`.
    package static var fileSizeLimit: UInt64? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
            limit.rlim_cur != rlim_t.max
        else { return nil }
        return UInt64(limit.rlim_cur)
    }
}
