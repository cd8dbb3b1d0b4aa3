// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
import Glibc

/// Locks between processes, one for each number, in one file of no length.
///
/// The kernel gives back what a process holds when it ends, however it ends.
package final class NumberedLocks {
    private let descriptor: Int32
    private let path: String

    /// Opens the locks' file, made (0600) if it is missing; nothing is locked yet.
    ///
    /// - Parameter path: The file.
    /// - Throws: When it can't be opened or is a symbolic link.
    package init(_ path: String) throws(SystemError) {
        descriptor = unsafe cplatform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("open the lock file", path) }
        self.path = path
    }

    /// Takes the lock of a number, from 0, if no other process has it.
    ///
    /// - Parameter number: The number.
    /// - Returns: Whether the lock is ours; it is when it was before.
    /// - Throws: When the file system has no locks.
    package func tryLock(_ number: Int64) throws(SystemError) -> Bool {
        if cplatform_lock_byte(descriptor, number, 1) == 0 { return true }
        if errno == EAGAIN || errno == EACCES { return false }
        throw SystemError.last("lock", path)
    }

    /// Gives the lock of a number back; no error if we don't have it.
    package func unlock(_ number: Int64) {
        _ = cplatform_lock_byte(descriptor, number, 0)
    }

    deinit {
        close(descriptor)
    }
}
