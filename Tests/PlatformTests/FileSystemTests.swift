// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc
import Testing

@testable import Platform

@Suite("Files and directories")
struct FileSystemTests {
    @Test("A file is replaced as a whole, with its mode, and nothing else is left")
    func replace() throws {
        let scratch = try Scratch()
        let path = scratch("file")
        try FileSystem.write(path, [1, 2, 3], mode: 0o640)
        try FileSystem.write(path, Array(repeating: 7, count: 200_000), mode: 0o666)
        #expect(try FileSystem.read(path) == Array(repeating: 7, count: 200_000))
        let status = try #require(try FileSystem.status(path))
        #expect(status.mode == 0o666 && status.size == 200_000 && status.kind == .file)
        #expect(status.owner == Account.effectiveUserID)
        #expect(try FileSystem.list(scratch.path) == ["file"])
    }

    @Test("A file that can't be replaced stays as it was")
    func keepsOld() throws {
        let scratch = try Scratch()
        try FileSystem.makeDirectory(scratch("taken"), mode: 0o755)
        #expect(throws: SystemError.self) { try FileSystem.write(scratch("taken"), [1]) }
        #expect(try FileSystem.list(scratch.path) == ["taken"])
        #expect(throws: SystemError.self) { try FileSystem.write(scratch("no/file"), [1]) }
    }

    @Test("A limit holds a file at it and refuses one byte more")
    func limit() throws {
        let scratch = try Scratch()
        try FileSystem.write(scratch("f"), [1, 2, 3])
        #expect(try FileSystem.read(scratch("f"), limitInBytes: 3) == [1, 2, 3])
        let error = #expect(throws: SystemError.self) {
            try FileSystem.read(scratch("f"), limitInBytes: 2)
        }
        #expect(error?.code == EFBIG)
    }

    @Test("Creating never overwrites")
    func create() throws {
        let scratch = try Scratch()
        try FileSystem.create(scratch("f"), [1])
        let error = #expect(throws: SystemError.self) { try FileSystem.create(scratch("f"), [2]) }
        #expect(error?.code == EEXIST)
        #expect(try FileSystem.read(scratch("f")) == [1])
    }

    @Test("Directories: made once, listed in order, removed when empty")
    func directories() throws {
        let scratch = try Scratch()
        #expect(try FileSystem.makeDirectory(scratch("d"), mode: 0o2770))
        #expect(try !FileSystem.makeDirectory(scratch("d"), mode: 0o700))
        #expect(try FileSystem.status(scratch("d"))?.mode == 0o2770)
        for name in ["ü", "b", "B", "a"] { try FileSystem.write(scratch("d/\(name)"), []) }
        #expect(try FileSystem.list(scratch("d")) == ["B", "a", "b", "ü"])
        #expect(throws: SystemError.self) {
            try FileSystem.makeDirectory(scratch("d/a"), mode: 0o700)
        }
        #expect(throws: SystemError.self) { try FileSystem.remove(scratch("d")) }
        try FileSystem.rename(scratch("d/a"), to: scratch("a"))
        for name in ["ü", "b", "B"] { #expect(try FileSystem.remove(scratch("d/\(name)"))) }
        #expect(try FileSystem.remove(scratch("d")))
        #expect(try !FileSystem.remove(scratch("d")))
        #expect(try FileSystem.list(scratch.path) == ["a"])
    }

    @Test("Absence is nil, links are told from what they lead to")
    func status() throws {
        let scratch = try Scratch()
        symlink("nothing", scratch("link"))
        #expect(try FileSystem.status(scratch("link")) == nil)
        #expect(try FileSystem.linkStatus(scratch("link"))?.kind == .link)
        try FileSystem.makeDirectory(scratch("nothing"), mode: 0o700)
        #expect(try FileSystem.status(scratch("link"))?.isDirectory == true)
        #expect(try FileSystem.realPath(scratch("./link/..")) == scratch.path)
        #expect(try FileSystem.status(scratch("a/b")) == nil)
        let now = Clock.system.now()
        let changed = try #require(try FileSystem.status(scratch.path)).modifiedAt
        #expect(changed <= now && changed > now - 600_000_000)
    }

    @Test("A directory goes with all that is in it, and nothing that it only links to")
    func removeTree() throws {
        let scratch = try Scratch()
        try FileSystem.makeDirectory(scratch("outside"), mode: 0o755)
        try FileSystem.write(scratch("outside/file"), [1])
        try FileSystem.makeDirectory(scratch("tree"), mode: 0o755)
        try FileSystem.makeDirectory(scratch("tree/deep"), mode: 0o755)
        try FileSystem.write(scratch("tree/deep/file"), [1])
        #expect(symlink(scratch("outside"), scratch("tree/link")) == 0)
        #expect(mkdir(scratch("tree/\u{1}name"), 0o700) == 0)
        try FileSystem.removeTree(scratch("tree"))
        try FileSystem.removeTree(scratch("tree"))
        #expect(try FileSystem.list(scratch.path) == ["outside"])
        #expect(try FileSystem.list(scratch("outside")) == ["file"])
        let error = #expect(throws: SystemError.self) { try FileSystem.removeTree("/proc/self/fd") }
        #expect(error?.path == "/proc/self/fd")
    }

    @Test(
        "The directory of a path", arguments: ["/a/b": "/a", "/a": "/", "a": ".", "a/b/c": "a/b"])
    func directoryOfPath(_ path: String, _ directory: String) {
        #expect(FileSystem.directory(of: path) == directory)
    }

    @Test("Room, kind and limits of the file system")
    func limits() async throws {
        #expect(try FileSystem.freeBytes("/tmp") > 0)
        #expect(try !FileSystem.isOnNetwork("/proc"))
        await #expect(processExitsWith: .success) {
            var limit = rlimit(rlim_cur: 51_200_000, rlim_max: 51_200_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try #require(FileSystem.fileSizeLimit == 51_200_000)
        }
    }
}
