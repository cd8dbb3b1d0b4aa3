// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// A lock between processes: a file that one of them at a time holds.
///
/// The kernel gives it back when the holder ends, however it ends.
package struct LockFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    /// Opens the lock's file, made (0600) if it is missing; nothing is locked yet.
    ///
    /// - Parameter path: The file.
    /// - Throws: When it can't be opened or is a symbolic link.
    package init(_ path: String) throws(SystemError) {
        descriptor = unsafe cplatform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("open the lock file", path) }
        self.path = path
    }

    /// Waits until the lock is ours; there is no time limit but ``Deadline``.
    ///
    /// - Throws: When the file system has no locks.
    package func lock() throws(SystemError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw SystemError.last("lock", path) }
        }
    }

    /// Takes the lock if nobody else has it.
    ///
    /// - Returns: Whether the lock is ours.
    /// - Throws: When the file system has no locks.
    package func tryLock() throws(SystemError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            guard errno == EINTR else { throw SystemError.last("lock", path) }
        }
        return true
    }

    /// Gives the lock back; no error if we don't have it.
    package func unlock() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}
