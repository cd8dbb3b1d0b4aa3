// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

@testable import Platform

@Suite("Numbered locks") struct NumberedLocksTests {
    @Test("One holder a number, until it gives the lock back or is gone")
    func oneHolderANumber() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("locks-\(UUID().uuidString)").path
        defer { unlink(path) }
        var first: NumberedLocks? = try NumberedLocks(path)
        let second = try NumberedLocks(path)
        #expect(try first?.tryLock(1) == true)
        #expect(try first?.tryLock(1) == true)
        #expect(try !second.tryLock(1))
        #expect(try second.tryLock(2))
        first?.unlock(1)
        #expect(try second.tryLock(1))
        #expect(try first?.tryLock(2) == false)
        #expect(try first?.tryLock(Int64.max) == true)
        first = nil
        #expect(try second.tryLock(Int64.max))
        let size = try FileSystem.status(path)?.size
        #expect(size == 0)
    }
}
