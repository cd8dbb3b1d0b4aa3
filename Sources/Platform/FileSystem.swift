// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Files and directories: what programs here do with them.
///
/// Paths are text; a name whose bytes are no UTF-8 can't be reached. Every error names the path.
package enum FileSystem {
    /// What is at a path; a link is followed.
    ///
    /// - Parameter path: The file or directory.
    /// - Returns: What the file system knows; nil if there is nothing.
    /// - Throws: When it can't be looked at.
    package static func status(_ path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe stat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError.last("look at", path)
        if error.isNotFound { return nil }
        throw error
    }

    /// What is at a path, where a link is what it is.
    ///
    /// - Parameter path: The file, directory or link.
    /// - Returns: What the file system knows; nil if there is nothing.
    /// - Throws: When it can't be looked at.
    package static func linkStatus(_ path: String) throws(SystemError) -> FileStatus? {
        var status = stat()
        if unsafe lstat(path, &status) == 0 { return FileStatus(status) }
        let error = SystemError.last("look at", path)
        if error.isNotFound { return nil }
        throw error
    }

    /// The names in a directory, sorted by their bytes, without `.` and `..`.
    ///
    /// - Parameter path: The directory.
    /// - Returns: Names, not paths.
    /// - Throws: When it is missing or can't be read.
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

    /// Makes a directory; no error if there is one already.
    ///
    /// - Parameters:
    ///   - path: The directory; the one above it must exist.
    ///   - mode: Its permissions, whatever the umask is.
    /// - Returns: Whether it was made now.
    /// - Throws: When it can't be made, or something else has its name.
    @discardableResult
    package static func makeDirectory(_ path: String, mode: UInt32) throws(SystemError) -> Bool {
        guard unsafe mkdir(path, mode) == 0 else {
            let error = SystemError.last("make the directory", path)
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
    ///   - mode: Its permissions from now on.
    /// - Throws: When it can't be done.
    package static func setMode(_ path: String, _ mode: UInt32) throws(SystemError) {
        guard unsafe chmod(path, mode) == 0 else { throw SystemError.last("set the mode of", path) }
    }

    /// Changes owner and group; a link is changed itself.
    ///
    /// - Parameters:
    ///   - path: The file or directory.
    ///   - user: The owner's number from now on.
    ///   - group: The group's number from now on.
    /// - Throws: When it can't be done; only root may.
    package static func setOwner(
        _ path: String, user: UInt32, group: UInt32
    ) throws(SystemError) {
        guard unsafe lchown(path, user, group) == 0 else {
            throw SystemError.last("change the owner of", path)
        }
    }

    /// Sets when a file was last changed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - time: The time, in microseconds since 1970, UTC.
    /// - Throws: When it can't be done.
    package static func setModified(_ path: String, at time: Int64) throws(SystemError) {
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: 1_000_000)
        let moment = timeval(tv_sec: Int(seconds), tv_usec: Int(rest))
        guard unsafe utimes(path, [moment, moment]) == 0 else {
            throw SystemError.last("set the time of", path)
        }
    }

    /// Gives a file another name, in place of one that has it.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - newPath: Its name from now on, on the same file system.
    /// - Throws: When it can't be done.
    package static func rename(_ path: String, to newPath: String) throws(SystemError) {
        guard unsafe Glibc.rename(path, newPath) == 0 else {
            throw SystemError.last("rename", path)
        }
    }

    /// Removes a file or an empty directory.
    ///
    /// - Parameter path: The file or directory; a link is removed itself.
    /// - Returns: Whether there was one.
    /// - Throws: When it can't be removed.
    @discardableResult
    package static func remove(_ path: String) throws(SystemError) -> Bool {
        guard unsafe Glibc.remove(path) != 0 else { return true }
        let error = SystemError.last("remove", path)
        if error.isNotFound { return false }
        throw error
    }

    /// Removes a directory with all that is in it; links are removed themselves.
    ///
    /// - Parameter path: The directory; no error if there is none.
    /// - Throws: When something in it can't be removed; the rest of it is.
    package static func removeTree(_ path: String) throws(SystemError) {
        guard unsafe cplatform_remove_tree(path) == 0 else {
            let error = SystemError.last("remove", path)
            if error.isNotFound { return }
            throw error
        }
    }

    /// The absolute path without links, `.` and `..`.
    ///
    /// - Parameter path: A file or directory that exists.
    /// - Returns: Its one true path.
    /// - Throws: When it doesn't exist or can't be reached.
    package static func realPath(_ path: String) throws(SystemError) -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw SystemError.last("find", path)
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
