// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
import Glibc

/// A file that is written piece by piece and gets its name when it is complete.
///
/// Until then it is called `NAME.PROCESS.TIME.part`; given up, it is removed.
package final class NewFile {
    private let file: Descriptor
    private let path: String
    private let temporary: String
    private var isWhole = false

    /// Begins a file, 0600.
    ///
    /// - Parameter path: Its name when it is complete.
    /// - Throws: `EEXIST` if there is something of that name.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        temporary = "\(path).\(getpid()).\(MonotonicTime.now()).part"
        if try FileSystem.linkStatus(path) != nil {
            throw SystemError(code: EEXIST, call: "create", path: path)
        }
        let number = unsafe cplatform_open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw SystemError.last("create", path) }
        file = Descriptor(number: number)
    }

    deinit {
        if !isWhole { _ = unsafe Glibc.remove(temporary) }
    }

    /// Adds bytes.
    ///
    /// - Throws: When they can't be written.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        try FileSystem.writeAll(bytes, to: file.number, path)
    }

    /// Syncs the file and gives it its name, for good.
    ///
    /// - Throws: `EEXIST` if something got the name meanwhile; else when it can't be done.
    package func finish() throws(SystemError) {
        guard fsync(file.number) == 0 else { throw SystemError.last("sync", path) }
        if try FileSystem.linkStatus(path) != nil {
            throw SystemError(code: EEXIST, call: "create", path: path)
        }
        try FileSystem.rename(temporary, to: path)
        isWhole = true
        try FileSystem.syncDirectory(FileSystem.directory(of: path))
    }
}
