// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A lock between processes: a file that at most one process holds.
///
/// The kernel releases the lock when the holder exits, even after a crash.
package struct LockFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens the lock file and creates it (0600) if it is missing; does not take the lock.
    ///
    /// - Parameter path: The file.
    /// - Throws: A `SystemError` if the file cannot be opened or is a symbolic link.
    package init(_ path: String) throws(SystemError) {
        descriptor = unsafe cplatform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("open the lock file", path) }
        self.path = path
    }

    /// Waits for the lock; ``Deadline`` is the only time limit.
    ///
    /// - Throws: A `SystemError` if the file system does not support locks.
    package func lock() throws(SystemError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError.last("lock", path) }
        }
    }

    /// Takes the lock if no other process holds it.
    ///
    /// - Returns: Whether this process holds the lock.
    /// - Throws: A `SystemError` if the file system does not support locks.
    package func tryLock() throws(SystemError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw SystemError.last("lock", path) }
        }
        return true
    }

    /// Releases the lock; does nothing if it is not held.
    package func unlock() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}
