// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// The locks between the processes of one host that use the same store.
///
/// The kernel gives back what a process holds when it ends, however it ends.
package final class StoreLocks {
    private let location: StoreLocation
    /// One lock for each outbox entry; opened when the first is taken.
    private var senders: NumberedLocks?

    /// The locks of a store; nothing is opened yet.
    package init(of location: StoreLocation) {
        self.location = location
    }

    /// The files of the locks, which are made when they are first needed.
    package static func paths(of location: StoreLocation) -> [String] {
        Name.allCases.map { location.companion($0.rawValue) }
    }

    private enum Name: String, CaseIterable {
        case queue, senders
        case emergencyMail = "take-in"
    }

    /// Runs a closure when it is this process's turn to write: deliveries queue at the same lock, and so
    /// get theirs between two writes.
    ///
    /// The queue wakes its writers in turn, where SQLite's own lock makes them sleep and try again. It
    /// has no time limit but the process's own deadline.
    ///
    /// - Parameters:
    ///   - mustQueue: Whether a lock that cannot be had is an error; else the closure runs without it,
    ///     and the database's own lock has to do.
    ///   - body: What is to be done.
    /// - Returns: What the closure returns.
    /// - Throws: `SystemError` when the lock cannot be had, and what the closure throws.
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

    /// Takes the lock for sending an outbox entry, if no other process has it.
    ///
    /// - Parameter outboxID: The entry.
    /// - Returns: Whether the lock is ours.
    /// - Throws: When the locks' file cannot be used.
    func tryLockSender(of outboxID: Int64) throws(SystemError) -> Bool {
        let locks: NumberedLocks
        if let senders { locks = senders } else { locks = try NumberedLocks(path(.senders)) }
        senders = locks
        return try locks.tryLock(outboxID)
    }

    /// Gives the lock of an outbox entry back; no error if we don't have it.
    func unlockSender(of outboxID: Int64) {
        senders?.unlock(outboxID)
    }

    /// Runs a closure while no other process recovers emergency mail.
    ///
    /// - Parameter body: What recovers it.
    /// - Returns: What the closure returns; nil when another process is at it.
    /// - Throws: `SystemError` when the lock's file cannot be used, and what the closure throws.
    package func whileRecovering<T>(_ body: () throws -> T) throws -> T? {
        let lock = try LockFile(path(.emergencyMail))
        guard try lock.tryLock() else { return nil }
        defer { lock.unlock() }
        return try body()
    }

    private func path(_ name: Name) -> String { location.companion(name.rawValue) }
}
