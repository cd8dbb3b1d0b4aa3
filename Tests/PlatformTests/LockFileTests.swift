// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import Platform

@Suite("Locks between processes")
struct LockFileTests {
    @Test("One holder at a time, and the lock comes back with unlock and with the end")
    func exclusive() throws {
        let scratch = try Scratch()
        let path = scratch("lock")
        let second = try LockFile(path)
        do {
            let first = try LockFile(path)
            try first.lock()
            #expect(try !second.tryLock())
            first.unlock()
            #expect(try second.tryLock())
            #expect(try !first.tryLock())
            second.unlock()
            try first.lock()
        }
        #expect(try second.tryLock())
        #expect(try FileSystem.status(path)?.mode == 0o600)
    }

    @Test("A child doesn't hold it")
    func notInherited() throws {
        let scratch = try Scratch()
        do {
            let lock = try LockFile(scratch("lock"))
            try lock.lock()
            let child = ChildProcess.run(
                ["/bin/sh", "-c", "sleep 20 & :"], input: [],
                timeoutInMicroseconds: 10_000_000, outputLimitInBytes: 0)
            #expect(child.isSuccess)
        }
        #expect(try LockFile(scratch("lock")).tryLock())
    }

    @Test("A directory that isn't there is an error that names the path")
    func missing() {
        let error = #expect(throws: SystemError.self) {
            _ = try LockFile("/nowhere/lock").tryLock()
        }
        #expect(
            error?.description
                == "cannot open the lock file /nowhere/lock: No such file or directory")
    }
}
