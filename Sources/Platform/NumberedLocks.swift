// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Locks between processes, one for each number, in one empty file.
///
/// The kernel releases the locks of a process when the process exits, even after a crash.
package final class NumberedLocks {
    private let descriptor: Int32
    private let path: String

    /// Opens the lock file and creates it (0600) if it is missing; takes no lock.
    ///
    /// - Parameter path: The file.
    /// - Throws: A `SystemError` if the file cannot be opened or is a symbolic link.
    package init(_ path: String) throws(SystemError) {
        descriptor = unsafe cplatform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SystemError.last("open the lock file", path) }
        self.path = path
    }

    /// Takes the lock of a number if no other process holds it.
    ///
    /// - Parameter number: The number, from 0.
    /// - Returns: Whether this process holds the lock; true also if it already did.
    /// - Throws: A `SystemError` if the file system does not support locks.
    package func tryLock(_ number: Int64) throws(SystemError) -> Bool {
        if cplatform_lock_byte(descriptor, number, 1) == 0 { return true }
        if errno == EAGAIN || errno == EACCES { return false }
        throw SystemError.last("lock", path)
    }

    /// Releases the lock of a number; does nothing if it is not held.
    package func unlock(_ number: Int64) {
        _ = cplatform_lock_byte(descriptor, number, 0)
    }

    deinit {
        close(descriptor)
    }
}
