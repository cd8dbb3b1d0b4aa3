// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// What the file system knows of a file or directory.
package struct FileStatus: Equatable, Sendable {
    /// What it is.
    package enum Kind: Equatable, Sendable {
        /// A file with contents.
        case file
        /// A directory.
        case directory
        /// A symbolic link.
        case link
        /// A socket, a pipe or a device.
        case other
    }

    /// What it is.
    package let kind: Kind
    /// The length in bytes; of a file only.
    package let size: Int64
    /// The owner's number.
    package let owner: UInt32
    /// The group's number.
    package let group: UInt32
    /// Permissions with the sticky, setuid and setgid bits: `0o600`.
    package let mode: UInt32
    /// When the contents were last changed: microseconds since 1970, UTC.
    package let modifiedAt: Int64
    /// The device and the number there: equal for two paths of one file.
    package let identity: [UInt64]

    /// Whether it is a directory.
    package var isDirectory: Bool { kind == .directory }

    /// Reads what the kernel gave.
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
