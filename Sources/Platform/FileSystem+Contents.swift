// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension FileSystem {
    /// Reads a complete file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The maximum length in bytes.
    /// - Returns: The contents.
    /// - Throws: A `SystemError` if the file cannot be read; `EFBIG` if it is longer than the
    ///   limit.
    package static func read(
        _ path: String, limitInBytes limit: Int = .max
    ) throws(SystemError) -> [UInt8] {
        let number = unsafe cplatform_open(path, O_RDONLY, 0)
        guard number >= 0 else { throw SystemError.last("open", path) }
        let file = Descriptor(number: number)
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else {
            throw SystemError.last("stat", path)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(Int(clamping: status.st_size), limit))
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let length = unsafe Glibc.read(file.number, &buffer, buffer.count)
            if length < 0 && errno == EINTR { continue }
            guard length >= 0 else { throw SystemError.last("read", path) }
            if length == 0 { return bytes }
            guard length <= limit - bytes.count else {
                throw SystemError(code: EFBIG, call: "read", path: path)
            }
            bytes.append(contentsOf: buffer.prefix(length))
        }
    }

    /// Replaces a file atomically: readers, also after a crash, find the old or the new contents.
    ///
    /// The bytes are written to a new file in the same directory, which is synced and renamed; then
    /// the directory is synced.
    ///
    /// - Parameters:
    ///   - path: The file; it is replaced if it exists, and a link is replaced by a file.
    ///   - bytes: The new contents.
    ///   - mode: The permissions, independent of the umask.
    /// - Throws: A `SystemError` if the file cannot be written; then the old file is unchanged and
    ///   the new one is removed.
    package static func write(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
    ) throws(SystemError) {
        let temporary = "\(path).\(getpid()).\(MonotonicTime.now()).part"
        do throws(SystemError) {
            try create(temporary, bytes, mode: mode)
            try rename(temporary, to: path)
        } catch {
            // After EEXIST the file belongs to another process; this does not happen in practice.
            if error.code != EEXIST { _ = unsafe Glibc.remove(temporary) }
            throw SystemError(code: error.code, call: "write", path: path)
        }
        try syncDirectory(directory(of: path))
    }

    /// Creates a file that must not exist yet, and syncs it by default.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - bytes: The contents.
    ///   - mode: The permissions, independent of the umask.
    ///   - isSynced: Whether the contents must survive a power failure.
    /// - Throws: A `SystemError`; `EEXIST` if the file exists. If writing fails, the incomplete
    ///   file remains.
    package static func create(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600, isSynced: Bool = true
    ) throws(SystemError) {
        let number = unsafe cplatform_open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
        guard number >= 0 else { throw SystemError.last("create", path) }
        let file = Descriptor(number: number)
        guard fchmod(file.number, mode) == 0 else {
            throw SystemError.last("set the mode of", path)
        }
        try writeAll(bytes, to: file.number, path)
        guard !isSynced || fsync(file.number) == 0 else { throw SystemError.last("sync", path) }
    }

    /// Syncs a directory, so that files renamed, created or removed in it survive a power failure.
    ///
    /// - Parameter path: The directory.
    /// - Throws: A `SystemError` if the directory cannot be opened or synced.
    package static func syncDirectory(_ path: String) throws(SystemError) {
        let number = unsafe cplatform_open(path, O_RDONLY | O_DIRECTORY, 0)
        guard number >= 0 else { throw SystemError.last("open", path) }
        let directory = Descriptor(number: number)
        guard fsync(directory.number) == 0 else { throw SystemError.last("sync", path) }
    }

    /// Returns the directory part of a path.
    ///
    /// - Parameter path: A path.
    /// - Returns: `.` for a path without a slash.
    package static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes all bytes to a blocking descriptor.
    static func writeAll(
        _ bytes: [UInt8], to descriptor: Int32, _ path: String
    ) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let length = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if length < 0 && errno == EINTR { continue }
            guard length > 0 else { throw SystemError.last("write", path) }
            written += length
        }
    }
}
