// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

extension FileSystem {
    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: The longest that is read, in bytes.
    /// - Returns: Its bytes.
    /// - Throws: When it can't be read; `EFBIG` for one that is longer.
    package static func read(
        _ path: String, limitInBytes limit: Int = .max
    ) throws(SystemError) -> [UInt8] {
        let number = unsafe cplatform_open(path, O_RDONLY, 0)
        guard number >= 0 else { throw SystemError.last("open", path) }
        let file = Descriptor(number: number)
        var status = stat()
        guard unsafe fstat(file.number, &status) == 0 else {
            throw SystemError.last("look at", path)
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

    /// Writes a file so that a reader, and a crash, find the old contents or the new, never a part.
    ///
    /// The bytes go to a new file beside it, which is synced and renamed; then the directory is synced.
    ///
    /// - Parameters:
    ///   - path: The file; replaced if it exists. A link is replaced by a file.
    ///   - bytes: Its contents.
    ///   - mode: Its permissions, whatever the umask is.
    /// - Throws: When it can't be written; then the old file stands and nothing is left behind.
    package static func write(
        _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
    ) throws(SystemError) {
        let temporary = "\(path).\(getpid()).\(MonotonicTime.now()).part"
        do throws(SystemError) {
            try create(temporary, bytes, mode: mode)
            try rename(temporary, to: path)
        } catch {
            // A file of that name that isn't ours was never opened; there is none in practice.
            if error.code != EEXIST { _ = unsafe Glibc.remove(temporary) }
            throw SystemError(code: error.code, call: "write", path: path)
        }
        try syncDirectory(directory(of: path))
    }

    /// Writes a file that must not exist yet, and syncs it unless told otherwise.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - bytes: Its contents.
    ///   - mode: Its permissions, whatever the umask is.
    ///   - isSynced: Whether it must last through a power cut.
    /// - Throws: `EEXIST` if there is such a file; what was written stays if writing fails.
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

    /// Makes what was renamed, made or removed in a directory last through a power cut.
    ///
    /// - Parameter path: The directory.
    /// - Throws: When it can't be opened or synced.
    package static func syncDirectory(_ path: String) throws(SystemError) {
        let number = unsafe cplatform_open(path, O_RDONLY | O_DIRECTORY, 0)
        guard number >= 0 else { throw SystemError.last("open", path) }
        let directory = Descriptor(number: number)
        guard fsync(directory.number) == 0 else { throw SystemError.last("sync", path) }
    }

    /// The directory that a path's last component is in.
    ///
    /// - Parameter path: A path.
    /// - Returns: `.` for a name alone.
    package static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Writes every byte to a descriptor that blocks.
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
