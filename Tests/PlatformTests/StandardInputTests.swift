// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("A message is read to its end")
struct StandardInputTests {
    @Test(
        "Every byte arrives, whatever the length",
        arguments: [0, 1, 65_535, 65_536, 65_537, 3_000_000])
    func lengths(_ length: Int) throws {
        let scratch = try Scratch()
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try FileSystem.write(scratch("m"), bytes)
        let descriptor = open(scratch("m"), O_RDONLY)
        defer { close(descriptor) }
        let message = try StandardInput.readAll(descriptor: descriptor)
        #expect(message.count == length && message.bytes == bytes)
        let isSame = message.withSpan { span in
            span.count == length && span.indices.allSatisfy { span[$0] == bytes[$0] }
        }
        #expect(isSame)
    }

    @Test("So many bytes as may come are read, one more is an error", arguments: [99, 100])
    func limit(_ limit: Int) throws {
        let scratch = try Scratch()
        try FileSystem.write(scratch("m"), [UInt8](repeating: 1, count: 100))
        let descriptor = open(scratch("m"), O_RDONLY)
        defer { close(descriptor) }
        func count() throws -> Int {
            try StandardInput.readAll(descriptor: descriptor, limitInBytes: limit).count
        }
        if limit == 100 {
            #expect(try count() == 100)
        } else {
            #expect(throws: SystemError.self) { try count() }
        }
    }

    @Test("A pipe that doesn't block and is slow is waited for")
    func slowPipe() async throws {
        await #expect(processExitsWith: .success) {
            var ends: [Int32] = [-1, -1]
            pipe(&ends)
            _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
            dup2(ends[1], 9)
            let writer = ends[1]
            let parts = Task.detached {
                for part in ["From: a\n", "\n", "body\n"] {
                    usleep(50_000)
                    write(writer, part, part.utf8.count)
                }
                close(writer)
                close(9)
            }
            let message = try StandardInput.readAll(descriptor: ends[0])
            await parts.value
            try #require(message.bytes == Array("From: a\n\nbody\n".utf8))
        }
    }

    @Test("A descriptor that can't be read is an error with its number")
    func unreadable() {
        let error = #expect(throws: SystemError.self) {
            try StandardInput.readAll(descriptor: 999)
        }
        #expect(error?.code == EBADF)
    }

    @Test("Nobody can write to a message that is complete")
    func sealed() async {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            let message = try MessageBuffer(copying: [1, 2, 3])
            signal(SIGSEGV, SIG_DFL)
            message.withSpan { span in
                span.withUnsafeBufferPointer { buffer in
                    UnsafeMutablePointer(mutating: buffer.baseAddress)?.pointee = 9
                }
            }
        }
    }
}
