// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Operations on files and directories.
///
/// Paths are strings; a name whose bytes are not UTF-8 is inaccessible. Every error names the path.
package enum FileSystem {
    /// Returns the status of a file or directory; follows a symbolic link.
    ///
    /// - Parameter path: The file or directory.
    /// - Returns: The status; nil if the path does not exist.
    /// - Throws: A `SystemError` if the status cannot be read.
    package static func status(_ path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError.last("stat", path)
        if error.isNotFound { return nil }
        throw error
    }

    /// Returns the status of a file, directory or symbolic link; does not follow the link.
    ///
    /// - Parameter path: The file, directory or link.
    /// - Returns: The status; nil if the path does not exist.
    /// - Throws: A `SystemError` if the status cannot be read.
    package static func linkStatus(_ path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe lstat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError.last("stat", path)
        if error.isNotFound { return nil }
        throw error
    }

    /// Returns the names in a directory, sorted by their bytes, without `.` and `..`.
    ///
    /// - Parameter path: The directory.
    /// - Returns: Names, not paths.
    /// - Throws: A `SystemError` if the directory is missing or cannot be read.
    package static func list(_ path: String) throws(SystemError) -> [String] {
        guard let directory = unsafe opendir(path) else { throw SystemError.last("list", path) }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(directory) else { break }
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw SystemError.last("list", path) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Creates a directory unless it exists.
    ///
    /// - Parameters:
    ///   - path: The directory; its parent must exist.
    ///   - mode: The permissions of a new directory, independent of the umask.
    /// - Returns: Whether the directory was created.
    /// - Throws: A `SystemError` if the directory cannot be created or the path is not a directory.
    @discardableResult
    package static func makeDirectory(_ path: String, mode: UInt32) throws(SystemError) -> Bool {
        guard unsafe mkdir(path, mode) == 0 else {
            let error = SystemError.last("create the directory", path)
            if error.code == EEXIST, try status(path)?.isDirectory == true { return false }
            throw error
        }
        try setMode(path, mode)
        return true
    }

    /// Changes permissions.
    ///
    /// - Parameters:
    ///   - path: The file or directory.
    ///   - mode: The new permissions.
    /// - Throws: A `SystemError` if the permissions cannot be changed.
    package static func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
        guard unsafe chmod(path, mode) == 0 else { throw SystemError.last("set the mode of", path) }
    }

    /// Changes owner and group; does not follow a symbolic link.
    ///
    /// - Parameters:
    ///   - path: The file or directory.
    ///   - user: The ID of the new owner.
    ///   - group: The ID of the new group.
    /// - Throws: A `SystemError` if the owner cannot be changed; only root may do that.
    package static func setOwner(
        _ path: String, user: UInt32, group: UInt32
    ) throws(SystemError) {
        guard unsafe lchown(path, user, group) == 0 else {
            throw SystemError.last("change the owner of", path)
        }
    }

    /// Sets the modification time of a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - time: The time, in microseconds since 1970, UTC.
    /// - Throws: A `SystemError` if the time cannot be set.
    package static func setModified(_ path: String, at time: Int64) throws(SystemError) {
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let moment = timeval(tv_sec: Int(seconds), tv_usec: Int(rest))
        guard unsafe utimes(path, [moment, moment]) == 0 else {
            throw SystemError.last("set the time of", path)
        }
    }

    /// Renames a file and replaces a file with the new name.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - newPath: The new path, on the same file system.
    /// - Throws: A `SystemError` if the file cannot be renamed.
    package static func rename(_ path: String, to newPath: String) throws(SystemError) {
        guard unsafe Glibc.rename(path, newPath) == 0 else {
            throw SystemError.last("rename", path)
        }
    }

    /// Removes a file or an empty directory.
    ///
    /// - Parameter path: The file or directory; of a symbolic link, only the link is removed.
    /// - Returns: Whether the file existed.
    /// - Throws: A `SystemError` if the file cannot be removed.
    @discardableResult
    package static func remove(_ path: String) throws(SystemError) -> Bool {
        guard unsafe Glibc.remove(path) != 0 else { return true }
        let error = SystemError.last("remove", path)
        if error.isNotFound { return false }
        throw error
    }

    /// Removes a directory with everything in it; symbolic links are removed, not followed.
    ///
    /// - Parameter path: The directory; does nothing if it does not exist.
    /// - Throws: A `SystemError` if something cannot be removed; everything else is removed.
    package static func removeTree(_ path: String) throws(SystemError) {
        guard unsafe cplatform_remove_tree(path) == 0 else {
            let error = SystemError.last("remove", path)
            if error.isNotFound { return }
            throw error
        }
    }

    /// Returns the absolute path without symbolic links, `.` and `..`.
    ///
    /// - Parameter path: A file or directory that exists.
    /// - Returns: The resolved path.
    /// - Throws: A `SystemError` if the path does not exist or cannot be reached.
    package static func realPath(_ path: String) throws(SystemError) -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw SystemError.last("resolve", path)
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
