// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

/// What a dialect writes for full-text indices and triggers, run where a database is at hand.
@Suite struct DialectTests {
    private func connection(in directory: TemporaryDirectory) throws -> Connection {
        let connection = try Connection(path: directory.path + "/store.db", access: .create)
        try connection.setUp()
        return connection
    }

    @Test func `a full-text index finds words and learns of rows that are deleted`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        let dialect = connection.dialect
        try connection.script("CREATE TABLE letter (id \(dialect.identity));")
        try connection.script(dialect.fullTextIndex("words", columns: ["a", "b"], of: "letter"))
        for (id, text) in [(7, "Café au lait"), (8, "milk")] {
            try connection.execute("INSERT INTO letter (id) VALUES ($1)", id)
            try connection.execute(
                "INSERT INTO words (\(dialect.fullTextKey), a, b) VALUES ($1, $2, '')", id, text)
        }
        let found = { (expression: String) in
            try connection.all(
                """
                SELECT \(dialect.fullTextKey) FROM words
                WHERE \(dialect.fullTextMatch("words", "$1"))
                """, expression
            ) { try $0.int(0) }
        }
        #expect(try found("CAFE") == [7])
        #expect(try found("a : milk") == [8])
        #expect(try found("b : milk") == [])
        try connection.execute("DELETE FROM letter WHERE id = 7")
        let erasures = try #require(dialect.fullTextErasures("words"))
        #expect(try connection.all("SELECT id FROM \(erasures)") { try $0.int(0) } == [7])
    }

    @Test func `a trigger runs for each row`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        try connection.script("CREATE TABLE a (n BIGINT); CREATE TABLE b (n BIGINT);")
        try connection.script(
            connection.dialect.trigger(
                "copy", after: "INSERT", on: "a",
                "INSERT INTO b (n) VALUES (NEW.n); INSERT INTO b (n) VALUES (-NEW.n);"))
        try connection.execute("INSERT INTO a (n) VALUES (1), (2)")
        #expect(
            try connection.all("SELECT n FROM b ORDER BY n") { try $0.int(0) } == [-2, -1, 1, 2])
    }

    @Test func `PostgreSQL gets a tsvector with its index, and functions for triggers`() {
        let dialect = Dialect.postgresql
        let index = dialect.fullTextIndex("words", columns: ["a", "b"], of: "letter")
        #expect(index.contains("a TEXT NOT NULL, b TEXT NOT NULL"))
        #expect(index.contains("to_tsvector('simple',\n        a || ' ' || b)"))
        #expect(index.contains("USING GIN (document)"))
        #expect(index.contains("REFERENCES letter (id) ON DELETE CASCADE"))
        #expect(dialect.fullTextErasures("words") == nil)
        let trigger = dialect.trigger("copy", after: "DELETE", on: "a", "DELETE FROM b;")
        #expect(trigger.contains("CREATE FUNCTION copy() RETURNS TRIGGER"))
        #expect(trigger.contains("AFTER DELETE ON a\n    FOR EACH ROW EXECUTE FUNCTION copy();"))
    }

    @Test func `pages are counted when they are read, not when they are at hand`() throws {
        let place = try TemporaryDirectory()
        let writer = try connection(in: place)
        try writer.script("CREATE TABLE a (n BIGINT, filling TEXT);")
        for n in 0..<50 {
            try writer.execute(
                "INSERT INTO a VALUES ($1, $2)", n, String(repeating: "x", count: 3_000))
        }
        let reader = try Connection(path: place.path + "/store.db", access: .readWrite)
        let sum = { try reader.first("SELECT sum(n) FROM a") { try $0.int(0) } }
        let before = reader.pagesRead
        #expect(try sum() == 1_225)
        let once = reader.pagesRead
        #expect(once - before >= 50)
        #expect(try sum() == 1_225)
        #expect(reader.pagesRead == once)
    }
}
