// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import Platform

@Suite("Locks between processes")
struct LockFileTests {
    // In processes of their own: while another test starts a program, the new process has our
    // descriptors, and with them our locks, for a moment.

    @Test("One holder at a time, and the lock comes back with unlock and with the end")
    func exclusive() async throws {
        let scratch = try Scratch()
        let path = scratch("lock")
        await #expect(processExitsWith: .success) { [path = path as String] in
            let second = try LockFile(path)
            do {
                let first = try LockFile(path)
                try first.lock()
                try #require(try !second.tryLock())
                first.unlock()
                try #require(try second.tryLock())
                try #require(try !first.tryLock())
                second.unlock()
                try first.lock()
            }
            try #require(try second.tryLock())
        }
        #expect(try FileSystem.status(path)?.mode == 0o600)
    }

    @Test("A child doesn't hold it")
    func notInherited() async throws {
        let scratch = try Scratch()
        let path = scratch("lock")
        await #expect(processExitsWith: .success) { [path = path as String] in
            do {
                let lock = try LockFile(path)
                try lock.lock()
                let child = ChildProcess.run(
                    ["/bin/sh", "-c", "sleep 20 & :"], input: [],
                    timeoutInMicroseconds: 10_000_000, outputLimitInBytes: 0)
                try #require(child.isSuccess)
            }
            try #require(try LockFile(path).tryLock())
        }
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
