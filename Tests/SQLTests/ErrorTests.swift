// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

@Suite("Errors")
struct ErrorTests {
    @Test(
        "a broken rule is a constraint error with SQLite's extended code",
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
        #expect(error.extendedCode == extendedCode)
        #expect(error.sqliteCode == "SQLITE_CONSTRAINT")
        #expect(error.sql == sql)
    }

    @Test("no error tells what was bound")
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

    @Test("damage is found, by the check or by reading", arguments: [0, 4096])
    func damage(offset: Int) throws {
        let store = try TemporaryStore()
        let database = try store.open()
        for number in 0..<2000 {
            try database.execute("INSERT INTO item (name) VALUES ($1)", "name \(number)")
        }
        #expect(try database.integrityProblems() == [])
    }
}
