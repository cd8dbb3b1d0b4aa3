// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import SQL
import Testing

@Suite("Opening a database")
struct OpeningTests {
    @Test("every connection has the durability and safety settings", arguments: [0, 1])
    func settings(opening: Int) throws {
        let store = try TemporaryStore()
        if opening == 1 { try store.open().close() }
        let database = try store.open()
        func setting(_ name: String) throws -> Int64? {
            try database.first("PRAGMA \(name)") { try $0.int() }
        }
        #expect(try database.first("PRAGMA journal_mode") { try $0.text() } == "wal")
        #expect(try setting("page_size") == 4096)
        #expect(try setting("synchronous") == 2)
        #expect(try setting("foreign_keys") == 1)
        #expect(try setting("wal_autocheckpoint") == 0)
        #expect(try setting("trusted_schema") == 0)
        #expect(try setting("cell_size_check") == 1)
    }

    @Test("a defensive connection refuses writes to the schema table")
    func defensive() throws {
        let database = try TemporaryStore().open()
        let error = failure { try database.execute("DELETE FROM sqlite_schema") }
        #expect(error != nil)
        try database.execute("PRAGMA writable_schema = ON")
        #expect(failure { try database.execute("DELETE FROM sqlite_schema") } != nil)
    }

    @Test("only the owner can read the files of a new store")
    func modes() throws {
        let store = try TemporaryStore()
        for name in ["store", "store-wal", "store-shm"] {
            #expect(store.directory.mode(of: name) == 0o600)
        }
    }

    @Test("opening for creation keeps an existing store")
    func createsOnce() throws {
        let store = try TemporaryStore()
        try store.open().execute("INSERT INTO item (name) VALUES ('kept')")
        #expect(try store.open(.create).count() == 1)
    }

    @Test("a missing file and a file that is not a database have different error codes")
    func wrongFiles() throws {
        let directory = try TemporaryDirectory()
        directory.write(Array(repeating: 0x41, count: 5000), to: "garbage")
        directory.write(
            Array("SQLite format 3\0".utf8) + Array(repeating: 0xff, count: 84), to: "head")
        mkfifo(directory.path + "/pipe", 0o600)
        func code(_ name: String, _ access: Connection.Access) -> SQLError.Code? {
            failure { _ = try Connection(path: name, access: access) }?.code
        }
        for access in [Connection.Access.readOnly, .readWrite, .create] {
            #expect(code(directory.path, access) == .cannotOpen)
            #expect(code(directory.path + "/none/store", access) == .cannotOpen)
            #expect(code(directory.path + "/garbage", access) == .notADatabase)
            #expect(code(directory.path + "/head", access) == .notADatabase)
            #expect(code(directory.path + "/pipe", access) == .cannotOpen)
            #expect(code("", access) == .cannotOpen)
        }
        #expect(code(directory.path + "/missing", .readOnly) == .cannotOpen)
        #expect(code(directory.path + "/missing", .readWrite) == .cannotOpen)
        #expect(directory.size(of: "missing") == -1)
    }

    @Test(
        "special names of SQLite are plain file names", arguments: [":memory:", "file:x?mode=ro"])
    func literalPaths(name: String) {
        let error = failure { _ = try Connection(path: name, access: .readWrite) }
        #expect(error?.code == .cannotOpen)
    }

    @Test("a file without permission has its own error code, in a process without root privileges")
    func permissions() async {
        await #expect(processExitsWith: .success) {
            if geteuid() == 0 { #expect(setuid(65_534) == 0) }
            let store = try TemporaryStore()
            chmod(store.path, 0o400)
            #expect(failure { _ = try store.open() }?.code == .readOnly)
            chmod(store.path, 0)
            #expect(failure { _ = try store.open() }?.code == .permission)
            #expect(failure { _ = try store.open(.readOnly) }?.code == .permission)
        }
    }

    @Test("a read-only connection reads and does not write")
    func readOnly() throws {
        let store = try TemporaryStore()
        let writer = try store.open()
        let reader = try store.open(.readOnly)
        try writer.execute("INSERT INTO item (name) VALUES ('a')")
        #expect(try reader.count() == 1)
        #expect(failure { try reader.execute("DELETE FROM item") }?.code == .readOnly)
    }

    @Test("a closed connection throws an error")
    func closed() throws {
        let database = try TemporaryStore().open()
        database.close()
        database.close()
        #expect(failure { _ = try database.count() }?.code == .other)
        #expect(failure { try database.file?.backup(to: "/tmp/none") }?.code == .other)
        #expect(database.file?.checkpointIfLarge(overBytes: -1) == .notNeeded)
    }
}
