// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

@Suite("Errors")
struct ErrorTests {
    @Test(
        "a violated constraint is an error with SQLite's extended code",
        arguments: [
            ("INSERT INTO item (name) VALUES ('a')", 2067),
            ("INSERT INTO item (id) VALUES (1)", 1555),
            ("INSERT INTO part (item) VALUES (NULL)", 1299),
            ("INSERT INTO part (item) VALUES (99)", 787),
        ])
    func constraints(sql: String, extendedCode: Int32) throws {
        let database = try TemporaryStore().open()
        try database.execute("INSERT INTO item (id, name) VALUES (1, 'a')")
        let error = try #require(failure { try database.execute(sql) })
        #expect(error.code == .constraint)
        #expect(error.detail == "SQLITE_CONSTRAINT, \(extendedCode)")
        #expect(error.sql == sql)
    }

    @Test("no error contains a bound value")
    func secrets() throws {
        let database = try TemporaryStore().open()
        let secret = "tell-nobody"
        try database.execute("INSERT INTO item (name) VALUES ($1)", secret)
        try database.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        let errors = [
            failure { try database.execute("INSERT INTO item (name) VALUES ($1)", secret) },
            failure {
                try database.execute("SELECT * FROM words WHERE words MATCH $1", "\(secret) \"")
            },
            failure {
                try database.execute("SELECT * FROM words WHERE words MATCH $1", "(\(secret)")
            },
            failure { try database.execute("INSERT INTO item (id) VALUES ($1)", secret) },
            failure { try database.execute("SELECT json_extract('{}', $1)", secret) },
        ]
        for error in errors {
            let description = try #require(error).description
            for word in ["tell", "nobody"] { #expect(!description.contains(word)) }
        }
    }

    @Test("damage is found by the check and by reading")
    func damage() throws {
        let store = try TemporaryStore()
        let database = try store.open()
        try database.transaction(.write) {
            for number in 0..<2000 {
                try database.execute("INSERT INTO item (name) VALUES ($1)", "name \(number)")
            }
        }
        #expect(try database.file?.integrityProblems() == [])
        #expect(database.file?.checkpointIfLarge(overBytes: 0) == .done)
        database.close()

        let size = store.directory.size(of: "store")
        for page in 4..<size / 4096 {
            store.directory.write(Array(repeating: 0xee, count: 64), to: "store", at: page * 4096)
        }
        let damaged = try store.open()
        let file = try #require(damaged.file)
        #expect((1...3).contains(try file.integrityProblems(limit: 3).count))
        let error = failure { _ = try damaged.all("SELECT name FROM item") { try $0.text() } }
        #expect(error?.code == .corrupt)
    }

    @Test("an error of a reading closure is thrown as it is")
    func otherErrors() throws {
        struct Odd: Error {}
        let database = try TemporaryStore().open()
        #expect(throws: Odd.self) { try database.first("SELECT 1") { _ in throw Odd() } as Int? }
        #expect(throws: Odd.self) { try database.all("SELECT 1") { _ in throw Odd() } as [Int] }
        #expect(throws: Odd.self) { try database.forEach("SELECT 1") { _ in throw Odd() } }
        #expect(try database.first("SELECT 1") { try $0.int() } == 1)
    }

    @Test("the description has the message, the code and the statement")
    func description() throws {
        let database = try TemporaryStore().open()
        let error = failure { try database.execute("INSERT INTO part (item) VALUES ($1)", 5) }
        #expect(
            error?.description
                == "FOREIGN KEY constraint failed (SQLITE_CONSTRAINT, 787), "
                + "in: INSERT INTO part (item) VALUES ($1)")
    }
}
