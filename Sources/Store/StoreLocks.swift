// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// The locks between the processes of one host that use the same store.
///
/// The kernel releases the locks of a process when it exits for any reason.
package final class StoreLocks {
    private let location: StoreLocation
    /// The locks of outbox entries, held by sending processes; opened when the first is taken.
    private var entries: NumberedLocks?

    /// The locks of a store; no file is opened yet.
    package init(of location: StoreLocation) {
        self.location = location
    }

    /// Returns the paths of the lock files, which are created when first used.
    package static func paths(of location: StoreLocation) -> [String] {
        Name.allCases.map { location.companion($0.rawValue) }
    }

    private enum Name: String, CaseIterable {
        case queue
        case entries = "senders"
        case emergencyMail = "take-in"
    }

    /// Runs a closure when it is this process's turn to write.
    ///
    /// All writers queue at this lock, so deliveries get their turn between two writes of a long
    /// task. The queue wakes its writers in turn, while with SQLite's own lock they sleep and
    /// retry. It has no time limit except the process's own deadline.
    ///
    /// - Parameters:
    ///   - mustQueue: Whether a failure to lock is an error; if false, the closure then runs
    ///     without the lock and relies on the database's own.
    ///   - body: The work.
    /// - Returns: The result of the closure.
    /// - Throws: `SystemError` if the queue cannot be locked, and errors of the closure.
    package func inTurn<T>(mustQueue: Bool = true, _ body: () throws -> T) throws -> T {
        guard mustQueue else {
            let queue = try? LockFile(path(.queue))
            try? queue?.lock()
            defer { queue?.unlock() }
            return try body()
        }
        let queue = try LockFile(path(.queue))
        try queue.lock()
        defer { queue.unlock() }
        return try body()
    }

    /// Takes the lock for sending an outbox entry, unless another process holds it.
    ///
    /// - Parameter outboxID: The entry.
    /// - Returns: Whether this process now holds the lock.
    /// - Throws: `SystemError` if the lock file cannot be used.
    func tryLockEntry(_ outboxID: Int64) throws(SystemError) -> Bool {
        let locks: NumberedLocks
        if let entries { locks = entries } else { locks = try NumberedLocks(path(.entries)) }
        entries = locks
        return try locks.tryLock(outboxID)
    }

    /// Releases the lock of an outbox entry, if this process holds it.
    func unlockEntry(_ outboxID: Int64) {
        entries?.unlock(outboxID)
    }

    /// Runs a closure unless another process is recovering emergency mail.
    ///
    /// - Parameter body: The recovery.
    /// - Returns: The result of the closure; nil if another process is recovering.
    /// - Throws: `SystemError` if the lock file cannot be used, and errors of the closure.
    package func whileRecovering<T>(_ body: () throws -> T) throws -> T? {
        let lock = try LockFile(path(.emergencyMail))
        guard try lock.tryLock() else { return nil }
        defer { lock.unlock() }
        return try body()
    }

    private func path(_ name: Name) -> String { location.companion(name.rawValue) }
}
