// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The status of a file or directory.
package struct FileStatus: Equatable, Sendable {
    /// The type of a file.
    package enum Kind: Equatable, Sendable {
        /// A regular file.
        case file
        /// A directory.
        case directory
        /// A symbolic link.
        case link
        /// A socket, a pipe or a device.
        case other
    }

    /// The file type.
    package let kind: Kind
    /// The length in bytes; meaningful only for a regular file.
    package let size: Int64
    /// The user ID of the owner.
    package let owner: UInt32
    /// The group ID.
    package let group: UInt32
    /// Permissions with the sticky, setuid and setgid bits, such as `0o600`.
    package let mode: UInt32
    /// The modification time: microseconds since 1970, UTC.
    package let modifiedAt: Int64
    /// Device and inode numbers: equal for two paths of the same file.
    package let identity: [UInt64]

    /// Whether this is a directory.
    package var isDirectory: Bool { kind == .directory }

    /// Converts the kernel's status.
    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        size = Int64(status.st_size)
        owner = status.st_uid
        group = status.st_gid
        mode = status.st_mode & 0o7777
        modifiedAt = Int64(status.st_mtim.tv_sec) * 1_000_000 + Int64(status.st_mtim.tv_nsec) / 1000
        identity = [UInt64(status.st_dev), UInt64(status.st_ino)]
    }
}
