// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Testing

@testable import Store

/// Tests of the locks that the processes of one host share.
@Suite final class StoreLocksTests {
    private struct Stop: Error {}
    private let directory: String
    private let location: StoreLocation

    init() throws {
        directory = NSTemporaryDirectory() + "mailclerk-\(UUID().uuidString)"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        location = .file(directory + "/m.db")
    }

    deinit { try? FileSystem.removeTree(directory) }

    /// Returns whether a lock on the file is held.
    private func isHeld(_ path: String) throws -> Bool {
        let lock = try LockFile(path)
        return try !lock.tryLock()
    }

    @Test func `a writer holds the queue while it writes, and releases it even after an error`()
        throws
    {
        let locks = StoreLocks(of: location)
        let queue = location.companion("queue")
        for mustQueue in [true, false] {
            #expect(try locks.inTurn(mustQueue: mustQueue) { try isHeld(queue) })
            #expect(throws: Stop.self) {
                try locks.inTurn(mustQueue: mustQueue) { throw Stop() }
            }
            #expect(try !isHeld(queue))
        }
    }

    @Test func `without a queue a write fails, unless it may skip the queue`() throws {
        let locks = StoreLocks(of: .file(directory + "/none/m.db"))
        #expect(throws: SystemError.self) { try locks.inTurn { Issue.record("it wrote") } }
        #expect(try locks.inTurn(mustQueue: false) { 7 } == 7)
    }

    @Test func `emergency mail is recovered by one process at a time`() throws {
        let (one, other) = (StoreLocks(of: location), StoreLocks(of: location))
        let inner = try one.whileRecovering {
            try other.whileRecovering { Issue.record("two at once") } == nil
        }
        #expect(inner == true)
        #expect(throws: Stop.self) { try one.whileRecovering { throw Stop() } }
        #expect(try other.whileRecovering { 7 } == 7)
    }

    @Test func `the lock of an outbox entry can be taken again and locks no other`() throws {
        let locks = StoreLocks(of: location)
        locks.unlockEntry(1)
        #expect(try locks.tryLockEntry(1))
        #expect(try locks.tryLockEntry(1))
        #expect(try locks.tryLockEntry(2))
        locks.unlockEntry(1)
        #expect(FileManager.default.fileExists(atPath: location.companion("senders")))
    }
}
