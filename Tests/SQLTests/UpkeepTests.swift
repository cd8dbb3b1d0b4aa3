// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

@Suite("Maintenance of the file")
struct UpkeepTests {
    @Test("the log stays small over 500 consecutive connections")
    func boundedLog() throws {
        let store = try TemporaryStore()
        let body = [UInt8](repeating: 7, count: 3000)
        var largest = 0
        var checkpoints = 0
        for _ in 0..<500 {
            let database = try store.open()
            try database.transaction(.write) {
                try database.execute("INSERT INTO item (body) VALUES ($1)", body)
            }
            largest = max(largest, store.directory.size(of: "store-wal"))
            if database.file?.checkpointIfLarge() == .done {
                checkpoints += 1
                #expect(store.directory.size(of: "store-wal") == 0)
            }
            database.close()
        }
        #expect(largest < 600 * 1024)
        #expect((2...20).contains(checkpoints))
        let database = try store.open(.readOnly)
        #expect(try database.count() == 500)
        #expect(try database.file?.integrityProblems() == [])
    }

    @Test("closing leaves the log in place")
    func logIsKept() throws {
        let store = try TemporaryStore()
        try store.open().execute("INSERT INTO item (name) VALUES ('a')")
        #expect(store.directory.size(of: "store-wal") > 0)
    }

    @Test("a reader delays the checkpoint, and no connection fails")
    func checkpointBesideReader() throws {
        let store = try TemporaryStore()
        let writer = try store.open()
        let reader = try store.open(.readOnly)
        #expect(writer.file?.checkpointIfLarge() == .notNeeded)
        try reader.transaction(.read) {
            try writer.execute("INSERT INTO item (name) VALUES ('a')")
            #expect(writer.file?.checkpointIfLarge(overBytes: 0) == .busy)
        }
        #expect(writer.busyWait == BusyWait())
        try writer.transaction(.write) {
            #expect(writer.file?.checkpointIfLarge(overBytes: 0) == .notNeeded)
        }
        #expect(writer.file?.checkpointIfLarge(overBytes: 0) == .done)
        #expect(store.directory.size(of: "store-wal") == 0)
        #expect(try reader.count() == 1)
    }

    @Test("a backup that is made while another connection writes is an independent database")
    func backup() throws {
        let store = try TemporaryStore()
        let database = try store.open()
        try database.execute("INSERT INTO item (name) VALUES ('before')")
        let writer = try store.open(wait: .none)
        let path = store.directory.path + "/copy"
        try writer.transaction(.write) {
            try writer.execute("INSERT INTO item (name) VALUES ('during')")
            try database.file?.backup(to: path)
        }
        #expect(store.directory.mode(of: "copy") == 0o600)
        #expect(store.directory.size(of: "copy-journal") == -1)
        let copy = try Connection(path: path, access: .readOnly)
        #expect(try copy.all("SELECT name FROM item") { try $0.text() } == ["before"])
        #expect(try copy.file?.integrityProblems() == [])
        #expect(failure { try database.file?.backup(to: path) }?.code == .cannotOpen)
        #expect(try copy.count() == 1)
    }

    @Test("setting up again changes nothing")
    func setUpTwice() throws {
        let store = try TemporaryStore()
        let database = try store.open()
        try database.execute("INSERT INTO item (name) VALUES ('a')")
        try database.setUp()
        #expect(try database.count() == 1)
    }
}
