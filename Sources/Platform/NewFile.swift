// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes a file in chunks and gives it its name when it is complete.
///
/// Until then the file is named `NAME.PROCESS.TIME.part`; if it is never completed, it is removed.
package final class NewFile {
    private let file: Descriptor
    private let path: String
    private let temporary: String
    private var isWhole = false

    /// Creates the temporary file, with mode 0600.
    ///
    /// - Parameter path: The path of the completed file.
    /// - Throws: A `SystemError`; `EEXIST` if the path exists.
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

    /// Appends bytes.
    ///
    /// - Throws: A `SystemError` if the bytes cannot be written.
    package func write(_ bytes: [UInt8]) throws(SystemError) {
        try FileSystem.writeAll(bytes, to: file.number, path)
    }

    /// Syncs the file and renames it to its final path.
    ///
    /// - Throws: A `SystemError`; `EEXIST` if the path exists by now.
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
