// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("Which programs may run", .enabled(if: geteuid() == 0, "only root can give files away"))
struct TrustedFileTests {
    /// The user trusted besides root, and one who isn't.
    private let owner: UInt32 = 4001
    private let stranger: UInt32 = 4002

    private func problem(_ path: String) -> TrustProblem? {
        TrustedFile.problem(path: path, owner: owner)
    }

    @Test("A program of root's or the owner's is fine, in a sticky directory and through links too")
    func trusted() throws {
        let scratch = try Scratch()
        let program = try scratch.file("program")
        #expect(problem(program) == nil)
        try FileSystem.setOwner(program, user: owner, group: owner)
        try FileSystem.setOwner(scratch.path, user: owner, group: owner)
        #expect(problem(program) == nil)
        symlink("program", scratch("relative"))
        symlink("../..\(scratch.path)/./relative", scratch("chain"))
        #expect(problem(scratch("chain")) == nil)
        #expect(problem("/bin/sh") == nil)
    }

    @Test("What is no program is refused with a remedy")
    func noProgram() throws {
        let scratch = try Scratch()
        #expect(problem("bin/sh")?.reason == .notAbsolute)
        #expect(problem(scratch("missing"))?.reason == .unreachable(ENOENT))
        #expect(problem(scratch.path)?.reason == .notAFile)
        #expect(problem("/dev/null")?.path == "/dev/null")
        #expect(problem("/")?.reason == .notAFile)
        let plain = try scratch.file("plain", mode: 0o644)
        #expect(problem(plain)?.reason == .notExecutable)
        #expect(problem(plain)?.description.hasSuffix("chmod 755 \(plain)") == true)
        #expect(problem("\(plain)/x")?.reason == .unreachable(ENOTDIR))
        symlink("loop", scratch("loop"))
        #expect(problem(scratch("loop"))?.reason == .tooManyLinks)
    }

    @Test(
        "A program that others may write to, or that is a stranger's, is refused",
        arguments: [0o775, 0o757, 0o755] as [UInt32])
    func writable(_ mode: UInt32) throws {
        let scratch = try Scratch()
        let program = try scratch.file("program", mode: mode)
        if mode == 0o755 { try FileSystem.setOwner(program, user: stranger, group: 0) }
        let expected: TrustProblem.Reason =
            mode == 0o755 ? .foreignOwner(stranger) : .writableByOthers
        #expect(problem(program)?.reason == expected)
        #expect(problem(program)?.path == program)
    }

    @Test("Each directory above counts, also above what a link leads to")
    func directories() throws {
        let scratch = try Scratch()
        try FileSystem.makeDirectory(scratch("open"), mode: 0o777)
        try FileSystem.makeDirectory(scratch("open/inner"), mode: 0o755)
        let program = try scratch.file("open/inner/program")
        #expect(problem(program)?.path == scratch("open"))
        symlink(program, scratch("link"))
        #expect(problem(scratch("link"))?.path == scratch("open"))
        let safe = try scratch.file("program")
        symlink(safe, scratch("open/inner/link"))
        #expect(problem(scratch("open/inner/link"))?.reason == .writableByOthers)
        #expect(problem(scratch("open/inner/../../program"))?.path == scratch("open"))
        try FileSystem.setMode(scratch("open"), 0o1777)
        #expect(problem(program) == nil)
    }

    @Test("A stranger's link in a sticky directory is refused: he can turn it")
    func strangersLink() throws {
        let scratch = try Scratch()
        try FileSystem.makeDirectory(scratch("sticky"), mode: 0o1777)
        symlink("/bin/sh", scratch("sticky/link"))
        #expect(problem(scratch("sticky/link")) == nil)
        try FileSystem.setOwner(scratch("sticky/link"), user: stranger, group: stranger)
        #expect(problem(scratch("sticky/link"))?.reason == .foreignOwner(stranger))
    }
}
