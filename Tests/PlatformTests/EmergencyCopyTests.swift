// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

/// Ways in which a program fails by itself.
enum Trap: String, CaseIterable, Codable, Sendable {
    case index, missing, overflow, recursion, abort, damagedHeap, badCast, memory

    /// Fails.
    // swift-format-ignore: NeverForceUnwrap
    func spring() {
        let nothing: Int? = self == .missing ? nil : 1
        switch self {
        case .index: print([1, 2][rawValue.count])
        case .missing: print(nothing!)
        case .overflow: print(UInt8(250) + UInt8(rawValue.count))
        case .recursion: print(Trap.sum(rawValue.count))
        case .abort: Glibc.abort()
        case .damagedHeap:
            guard let memory = malloc(40) else { return }
            memset(memory, 0x41, 4000)
            free(malloc(3000))
            free(memory)
            free(memory)
        case .badCast: print((rawValue as Any) as! Int)
        case .memory: UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        }
    }

    /// Never comes back: no number is far enough from all others.
    private static func sum(_ number: Int) -> Int {
        number == -1 ? 0 : sum(number &+ 2) &+ sum(number &+ 4) &+ 1
    }
}

@Suite("A crash is no lost mail")
struct EmergencyCopyTests {
    /// The message: bytes that a text file wouldn't have.
    static let message: [UInt8] = Array("From: a@b.example\r\n\r\n".utf8) + [0, 0xFF, 10]

    @Test(
        "A trap after a complete read saves every byte, silently, with status 0",
        arguments: Trap.allCases)
    func saves(_ trap: Trap) async throws {
        let scratch = try Scratch()
        let directory = scratch("emergency")
        let output = scratch("output")
        await #expect(processExitsWith: .exitCode(0)) {
            [directory = directory as String, output = output as String, trap = trap as Trap] in
            redirectOutputs(to: output)
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try EmergencyCopy.install()
            let preamble = EmergencyFile.encode(
                arguments: ["-f", ""], environment: [("A", "b")], receivedAt: 7)
            try EmergencyCopy.arm(
                directory: directory, preamble: preamble,
                message: MessageBuffer(copying: EmergencyCopyTests.message), clock: .fixed(1234))
            trap.spring()
        }
        #expect(try FileSystem.read(output).isEmpty)
        let names = try FileSystem.list(directory)
        let name = try #require(names.first)
        #expect(names.count == 1 && name.hasPrefix("1234.") && name.hasSuffix(".emergency"))
        #expect(try FileSystem.status(directory)?.mode == 0o700)
        #expect(try FileSystem.status("\(directory)/\(name)")?.mode == 0o600)
        let bytes = try FileSystem.read("\(directory)/\(name)")
        let saved = try #require(EmergencyFile.parse(bytes))
        #expect(saved.arguments == ["-f", ""] && saved.receivedAt == 7)
        #expect(Array(bytes[saved.message]) == EmergencyCopyTests.message)
    }

    @Test(
        "Before anything is armed a trap ends in 75, and nothing is printed",
        arguments: Trap.allCases)
    func unarmed(_ trap: Trap) async {
        await #expect(processExitsWith: .exitCode(75)) { [trap] in
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try EmergencyCopy.install()
            trap.spring()
        }
    }

    @Test("After the commit a trap ends in 0 and saves nothing")
    func committed() async throws {
        let scratch = try Scratch()
        let directory = scratch.path
        await #expect(processExitsWith: .exitCode(0)) { [directory = directory as String] in
            try EmergencyCopy.install()
            try EmergencyCopy.arm(
                directory: directory, preamble: [], message: MessageBuffer(copying: [1]))
            EmergencyCopy.disarm()
            Trap.overflow.spring()
        }
        #expect(try FileSystem.list(directory).isEmpty)
    }

    @Test("A copy that can't be written whole is 75 and leaves nothing behind")
    func noSpace() async throws {
        let scratch = try Scratch()
        let directory = scratch.path
        await #expect(processExitsWith: .exitCode(75)) { [directory = directory as String] in
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try EmergencyCopy.install()
            let message = try MessageBuffer(copying: [UInt8](repeating: 65, count: 100_000))
            try EmergencyCopy.arm(directory: directory, preamble: [66], message: message)
            var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            Trap.overflow.spring()
        }
        #expect(try FileSystem.list(directory).isEmpty)
    }

    @Test("A process that has no descriptor left still saves")
    func noDescriptors() async throws {
        let scratch = try Scratch()
        let directory = scratch.path
        await #expect(processExitsWith: .exitCode(0)) { [directory = directory as String] in
            _ = FilterProcess.prepare(quietUnlessTerminal: true)
            try EmergencyCopy.install()
            try EmergencyCopy.arm(
                directory: directory, preamble: [], message: MessageBuffer(copying: [1, 2]))
            while dup(1) >= 0 {}
            Trap.overflow.spring()
        }
        #expect(try FileSystem.list(directory).count == 1)
    }

    @Test("A directory that can't be made is an error that names it")
    func noDirectory() throws {
        let scratch = try Scratch()
        let error = #expect(throws: SystemError.self) {
            try EmergencyCopy.arm(
                directory: scratch("a/b"), preamble: [], message: MessageBuffer(copying: []))
        }
        #expect(error?.code == ENOENT && error?.path == scratch("a/b"))
    }
}
