// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import SQL

@Suite("Transactions")
struct TransactionTests {
    struct Stop: Error {}
    let store: TemporaryStore
    let database: Connection

    init() throws {
        store = try TemporaryStore()
        database = try store.open()
    }

    @Test("a transaction is committed if its closure returns, and rolled back if it throws")
    func commitAndRollback() throws {
        let id = try database.transaction(.write) {
            try database.first("INSERT INTO item (name) VALUES ('a') RETURNING id") {
                try $0.int()
            }
        }
        #expect(id == 1)
        #expect(throws: Stop.self) {
            try database.transaction(.write) {
                try database.execute("INSERT INTO item (name) VALUES ('b')")
                throw Stop()
            }
        }
        #expect(try store.open().count() == 1)
        try database.transaction(.write) { try database.execute("DELETE FROM item") }
        #expect(try store.open().count() == 0)
    }

    @Test("a failed commit rolls the transaction back and leaves the connection usable")
    func deferredConstraint() throws {
        try database.execute(
            """
            CREATE TABLE later (item BIGINT REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED)
            """)
        let error = failure {
            try database.transaction(.write) {
                try database.execute("INSERT INTO later (item) VALUES (5)")
            }
        }
        #expect(error?.code == .constraint)
        #expect(try database.count("later") == 0)
        try database.transaction(.write) {}
    }

    @Test("a full database rolls the transaction back and accepts smaller ones")
    func full() throws {
        try database.execute("PRAGMA max_page_count = 40")
        let error = failure {
            try database.transaction(.write) {
                try database.execute("INSERT INTO item (name) VALUES ('a')")
                try database.execute(
                    "INSERT INTO item (body) VALUES ($1)", [UInt8](repeating: 1, count: 500_000))
            }
        }
        #expect(error?.code == .full)
        #expect(try database.count() == 0)
        try database.transaction(.write) {
            try database.execute("INSERT INTO item (name) VALUES ('a')")
        }
        #expect(try store.open().count() == 1)
    }

    @Test("a transaction inside another is an error, and the outer transaction continues")
    func nested() throws {
        try database.transaction(.write) {
            try database.execute("INSERT INTO item (name) VALUES ('a')")
            #expect(failure { try database.transaction(.write) {} }?.code == .other)
            #expect(failure { try database.transaction(.read) {} }?.code == .other)
            #expect(failure { try database.transaction(.write, .relaxed) {} }?.code == .other)
        }
        #expect(try database.count() == 1)
    }

    @Test("a reading transaction sees one state of the database and cannot write")
    func snapshot() throws {
        let other = try store.open()
        try database.transaction(.read) {
            try other.execute("INSERT INTO item (name) VALUES ('a')")
            #expect(try database.count() == 0)
            #expect(failure { try database.execute("DELETE FROM item") }?.code == .readOnly)
            #expect(failure { try database.script("DELETE FROM item") }?.code == .readOnly)
        }
        #expect(try database.count() == 1)
        try database.execute("DELETE FROM item")
    }

    @Test("a writer waits for another writer up to its limit, then throws busy")
    func busy() throws {
        let other = try store.open(wait: .none)
        try database.transaction(.write) {
            try database.execute("INSERT INTO item (name) VALUES ('a')")
            #expect(failure { try other.transaction(.write) {} }?.code == .busy)
            other.busyWait = BusyWait(microseconds: 5000)
            #expect(failure { try other.transaction(.write) {} }?.code == .busy)
            #expect(try other.count() == 0)
        }
        try other.transaction(.write) {}
        #expect(try other.count() == 1)
    }

    @Test("writers on several threads all succeed")
    func writersInTurn() async throws {
        let path = store.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let connection = try Connection(path: path, access: .readWrite)
                    for number in 0..<25 {
                        try connection.transaction(.write) {
                            try connection.execute(
                                "INSERT INTO item (name) VALUES ($1)", "\(writer) \(number)")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try database.count() == 100)
    }

    @Test("a relaxed transaction is committed or rolled back, and the next transaction is synced")
    func relaxed() throws {
        try database.transaction(.write, .relaxed) {
            #expect(try synchronous() == 1)
            try database.execute("INSERT INTO item (name) VALUES ('a')")
        }
        #expect(try synchronous() == 2)
        #expect(throws: Stop.self) {
            try database.transaction(.write, .relaxed) {
                try database.execute("INSERT INTO item (name) VALUES ('b')")
                throw Stop()
            }
        }
        #expect(try synchronous() == 2)
        #expect(try database.transaction(.write) { try synchronous() } == 2)
        #expect(try store.open().count() == 1)
    }

    @Test("nothing throws after a commit, and the next statement is synced or fails")
    func commitThenFailure() throws {
        guard case .sqlite(let engine) = database.driver else { return }
        let sql = "PRAGMA synchronous = FULL"
        try database.transaction(.write, .relaxed) {
            try database.execute("INSERT INTO item (name) VALUES ('a')")
            // Another statement, which fails, is kept under the text of this statement.
            engine.statements.removeAll { $0.sql == sql }
            let failing = Array("SELECT abs(-9223372036854775807 - 1)".utf8CString.dropLast())
            try failing.withUnsafeBufferPointer { text in
                var rest = 0
                let statement = try SQLiteStatement(
                    sql: sql, text: text, connection: engine.open(), rest: &rest)
                engine.statements.append(try #require(statement))
            }
        }
        #expect(try store.open().count() == 1)
        #expect(failure { try database.execute("INSERT INTO item (name) VALUES ('b')") } != nil)
        #expect(failure { try database.transaction(.write) {} } != nil)
        #expect(try store.open().count() == 1)
        engine.statements.removeAll { $0.sql == sql }
        try database.execute("INSERT INTO item (name) VALUES ('b')")
        #expect(try synchronous() == 2)
        #expect(try store.open().count() == 2)
    }

    @Test("after neverSync no transaction is synced")
    func neverSynced() throws {
        try database.file?.neverSync()
        #expect(try database.transaction(.write, .relaxed) { try synchronous() } == 0)
        #expect(try database.transaction(.write) { try synchronous() } == 0)
    }

    private func synchronous() throws -> Int64? {
        try database.first("PRAGMA synchronous") { try $0.int() }
    }
}
